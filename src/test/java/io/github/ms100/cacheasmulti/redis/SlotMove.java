package io.github.ms100.cacheasmulti.redis;

import static org.awaitility.Awaitility.await;

import java.util.List;
import redis.clients.jedis.params.MigrateParams;

/** The way of a slot from its master to another one, step by step. */
public final class SlotMove {

    private final RedisClusterServers servers;

    private final int slot;

    private final int from;

    private final int to;

    public SlotMove(RedisClusterServers servers, int slot) {
        this.servers = servers;
        this.slot = slot;
        this.from = servers.masterOf(slot, servers.ports().get(0));
        this.to =
                servers.ports().stream().filter(port -> port != from).findAny().orElseThrow();
    }

    /** Returns the port of the server that the slot leaves. */
    public int from() {
        return from;
    }

    public void begin() {
        String source = servers.id(from);
        String target = servers.id(to);
        servers.on(to, server -> server.clusterSetSlotImporting(slot, source));
        servers.on(from, server -> server.clusterSetSlotMigrating(slot, target));
    }

    /** Moves entries; clients are asked to look for them at the other server. */
    public void keys(List<String> keys) {
        keys.forEach(key -> servers.on(
                from, server -> server.migrate("127.0.0.1", to, 60_000, MigrateParams.migrateParams(), key)));
    }

    /**
     * Moves what is left. The target hears of it first, so that the slot is never without a master; returns when all servers have
     * heard.
     */
    public void end() {
        String target = servers.id(to);
        keys(servers.on(from, server -> server.clusterGetKeysInSlot(slot, 1000)));
        servers.on(to, server -> server.clusterSetSlotNode(slot, target));
        servers.on(from, server -> server.clusterSetSlotNode(slot, target));
        await().until(() -> servers.ports().stream().allMatch(port -> servers.masterOf(slot, port) == to));
    }
}
