package io.github.ms100.cacheasmulti.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.ms100.cacheasmulti.event.BatchListener;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what it costs a node to hear of changes: this process has local copies of many cars and does nothing but listen, while
 * {@link ChangingNode another} evicts 100 of them a thousand times a second. What counts is the processor time of this whole
 * process, for everything it takes: driver, listener container, library, garbage collection.
 *
 * <p>Arguments: the {@link Mode}, and the file to write.
 */
final class ReceivingCost {

    /**
     * What was measured, each several times.
     *
     * @param messages heard of in a second
     * @param receiving processor time while they came, as a percentage of one core
     * @param idle the same before any came
     */
    record Result(List<Double> messages, List<Double> receiving, List<Double> idle) {}

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int SECONDS_TO_START = 60;

    private final LongAdder heard = new LongAdder();

    private final CountDownLatch begun = new CountDownLatch(1);

    private final int seconds;

    private ReceivingCost(int seconds) {
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        Mode mode = Mode.of(args[0]);
        Result result = new ReceivingCost(mode.seconds()).measure(mode.rounds());
        JsonMapper.shared().writeValue(Path.of(args[1]), result);
    }

    private Result measure(int rounds) throws Exception {
        String channel = "cars-" + UUID.randomUUID();
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (RedisServers servers = RedisServers.startStandalone(port -> port);
                SpringLocalLevel spring = SpringLocalLevel.connect(
                        servers.ports(), StoreKind.json(Car.class), channel, new CountingListener());
                Batch cars = Subject.CACHE_AS_MULTI.open(spring.cacheManager(), Variant.PLAIN)) {
            cars.find(Car.ids(ChangingNode.CARS));
            pass(seconds);
            for (int round = 0; round < rounds; round++) {
                result.idle().add(percentOfOneCore());
            }
            Process sender = startSender(servers.ports().get(0), channel);
            try {
                if (!begun.await(SECONDS_TO_START, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("No message has come");
                }
                pass(seconds);
                for (int round = 0; round < rounds; round++) {
                    long before = heard.sum();
                    result.receiving().add(percentOfOneCore());
                    result.messages().add((double) (heard.sum() - before) / seconds);
                }
            } finally {
                sender.destroy();
                sender.waitFor();
            }
        }
        return result;
    }

    private double percentOfOneCore() throws InterruptedException {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        pass(seconds);
        return 100.0 * (SYSTEM.getProcessCpuTime() - cpu) / (System.nanoTime() - start);
    }

    private static void pass(int seconds) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
    }

    private static Process startSender(int port, String channel) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChangingNode.class.getName()));
        command.addAll(List.of(String.valueOf(port), channel));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .directory(new File("."))
                .start();
    }

    /** Counts the messages of others that name as many keys as they are to. */
    private final class CountingListener implements BatchListener {

        @Override
        public void onMessage(Message message) {
            if (!message.sent() && message.keys() == ChangingNode.KEYS) {
                heard.increment();
                begun.countDown();
            }
        }
    }
}
