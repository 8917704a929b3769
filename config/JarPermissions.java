import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes into jars that everybody may read what is in them, and their owner write it, whatever the umask was when they were
 * built; nothing else of them changes. Maven does so for the group's right to write only.
 *
 * <p>{@code java JarPermissions.java some.jar other.jar}
 */
final class JarPermissions {

    private static final int END_OF_JAR = 0x06054b50;

    private static final int LENGTH_OF_END = 22;

    private static final int ENTRY = 0x02014b50;

    private static final int LENGTH_OF_ENTRY = 46;

    /** Of Unix (high half) and DOS (low half). */
    private static final int DIRECTORY = 040755 << 16 | 0x10;

    private static final int FILE = 0100644 << 16;

    public static void main(String... jars) throws IOException {
        for (String jar : jars) {
            Path file = Path.of(jar);
            byte[] bytes = Files.readAllBytes(file);
            normalize(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), jar);
            Files.write(file, bytes);
        }
    }

    /** Goes through the list of entries, which the last record of the file leads to. */
    private static void normalize(ByteBuffer jar, String name) {
        int end = jar.capacity() - LENGTH_OF_END;
        check(jar, end, END_OF_JAR, name);
        int entries = Short.toUnsignedInt(jar.getShort(end + 10));
        int entry = jar.getInt(end + 16);
        for (int index = 0; index < entries; index++) {
            check(jar, entry, ENTRY, name);
            int nameLength = Short.toUnsignedInt(jar.getShort(entry + 28));
            boolean directory = jar.get(entry + LENGTH_OF_ENTRY + nameLength - 1) == '/';
            jar.putInt(entry + 38, directory ? DIRECTORY : FILE);
            entry += LENGTH_OF_ENTRY
                    + nameLength
                    + Short.toUnsignedInt(jar.getShort(entry + 30))
                    + Short.toUnsignedInt(jar.getShort(entry + 32));
        }
        check(jar, entry, END_OF_JAR, name);
    }

    private static void check(ByteBuffer jar, int position, int signature, String name) {
        if (position < 0 || jar.getInt(position) != signature) {
            throw new IllegalStateException("%s is no jar as Maven writes them: see position %d".formatted(name, position));
        }
    }
}
