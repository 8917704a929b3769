package io.github.ms100.cacheasmulti.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A document as its readers see it.
 *
 * @param file its path from the root of the project
 * @param prose its text without code blocks
 */
record Markdown(String file, String prose) {

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");

    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.+)$");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    static Markdown read(String file) {
        return new Markdown(file, CODE_BLOCK.matcher(ProjectFiles.text(file)).replaceAll(""));
    }

    /** Returns the levels of the headings, in order. */
    List<Integer> levels() {
        return HEADING.matcher(prose)
                .results()
                .map(heading -> heading.group(1).length())
                .toList();
    }

    /** Returns what a link names a heading by, for each of them in order, as GitHub makes it. */
    List<String> anchors() {
        Map<String, Integer> used = new HashMap<>();
        List<String> anchors = new ArrayList<>();
        HEADING.matcher(prose).results().forEach(heading -> {
            String anchor = heading.group(2)
                    .strip()
                    .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                    .replace(' ', '-');
            int before = used.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    /** Returns where links and images lead to, in order. */
    List<String> links() {
        return LINK.matcher(prose.replaceAll("`[^`\n]*`", ""))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** Returns the rows of all tables, heads included, by their cells. */
    List<List<String>> rows() {
        return prose.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> List.of(CELL.split(line.substring(1, line.lastIndexOf('|')), -1)))
                .map(cells -> cells.stream().map(String::strip).toList())
                .toList();
    }

    /** Returns the rows of the tables whose first cell is this, without their heads. */
    List<List<String>> rowsBelow(String head) {
        List<List<String>> found = new ArrayList<>();
        boolean below = false;
        for (String line : prose.lines().toList()) {
            boolean row = line.startsWith("|");
            if (row && below && !line.startsWith("|---")) {
                found.add(new Markdown(file, line).rows().get(0));
            }
            below = row && (below || line.startsWith("| " + head + " |"));
        }
        return found;
    }

    /** Returns how many items the lists have, numbered or not, at any depth. */
    long items() {
        return prose.lines().filter(line -> line.matches("\\s*(-|\\d+\\.) .*")).count();
    }
}
