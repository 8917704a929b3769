package io.github.ms100.cacheasmulti.local.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Does one bad thing after another to nodes and servers. */
final class Nemesis {

    private static final Duration PEACE = Duration.ofSeconds(1);

    private static final int KILLS = 3;

    private static final int SHORT_PAUSES = 20;

    private final Random random = new Random(3);

    private final Map<String, Runnable> blows = new LinkedHashMap<>();

    private final Map<String, Integer> dealt = new LinkedHashMap<>();

    /** Creates a nemesis that kills subscriptions and nodes, and stops nodes. */
    Nemesis(Fleet fleet, String channel, List<Integer> ports) {
        add("subscriptions killed", () -> killSubscriptions(ports));
        add("node paused", () -> fleet.pauseOne(aWhile().plusSeconds(1)));
        add("nodes paused shortly", () -> pauseShortly(fleet));
        add("node killed", () -> fleet.killOne(channel));
    }

    /** Adds something else to do. */
    void add(String name, Runnable blow) {
        blows.put(name, blow);
    }

    /** Returns how long something lasts: less than the time-out of a command, or more. */
    Duration aWhile() {
        return Duration.ofMillis(random.nextInt(2_000));
    }

    /** Stops one node after the other, so that what one is about to do is late. */
    private void pauseShortly(Fleet fleet) {
        for (int time = 0; time < SHORT_PAUSES; time++) {
            fleet.pauseOne(Duration.ofMillis(20 + random.nextInt(80)));
        }
    }

    /** Ends all subscriptions, and soon those that have taken their place. */
    private static void killSubscriptions(List<Integer> ports) {
        for (int time = 0; time < KILLS; time++) {
            for (int port : ports) {
                try (Jedis server = new Jedis("127.0.0.1", port)) {
                    long unused = server.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
                }
            }
            Fleet.pass(PEACE.dividedBy(2));
        }
    }

    /** Does everything, one thing after another, until the time is over and everything has been done. */
    void rage(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        do {
            blows.forEach((name, blow) -> {
                if (!dealt.containsKey(name) || System.nanoTime() < end) {
                    Fleet.pass(PEACE);
                    blow.run();
                    dealt.merge(name, 1, Integer::sum);
                }
            });
        } while (System.nanoTime() < end);
        Fleet.pass(PEACE);
    }

    /** Returns how often what has been done. */
    Map<String, Integer> dealt() {
        return dealt;
    }
}
