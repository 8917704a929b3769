package io.github.ms100.cacheasmulti.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts, next to the socket, how often Lettuce flushes to which server. */
public final class FlushCounter implements NettyCustomizer, AutoCloseable {

    private final Map<Integer, Integer> flushesByPort = new ConcurrentHashMap<>();

    private final ClientResources resources =
            ClientResources.builder().nettyCustomizer(this).build();

    /** Returns what the client has to use. */
    public ClientResources resources() {
        return resources;
    }

    /** Returns how often the given work flushes, by the port of the server. */
    public Map<Integer, Integer> of(Runnable work) {
        flushesByPort.clear();
        work.run();
        return new TreeMap<>(flushesByPort);
    }

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {

            @Override
            public void flush(ChannelHandlerContext context) {
                if (context.channel().remoteAddress() instanceof InetSocketAddress server) {
                    flushesByPort.merge(server.getPort(), 1, Integer::sum);
                }
                context.flush();
            }
        });
    }

    @Override
    public void close() {
        resources.shutdown(0, 0, TimeUnit.SECONDS);
    }
}
