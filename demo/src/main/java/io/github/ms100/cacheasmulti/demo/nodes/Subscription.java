package io.github.ms100.cacheasmulti.demo.nodes;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which a node hears what others change. It can be cut as a broken network does it: what Redis sends on it
 * is lost, and neither side is told. The node's other connections are left alone. Thread-safe.
 */
final class Subscription implements NettyCustomizer {

    private static final ByteBuf SUBSCRIBE =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("$9\r\nSUBSCRIBE\r\n", StandardCharsets.US_ASCII)
                    .asReadOnly());

    private final Set<Line> subscribed = ConcurrentHashMap.newKeySet();

    private final IntConsumer loss;

    /**
     * Creates a subscription that is not cut.
     *
     * @param loss is told how many bytes are lost, in the client's own thread
     */
    Subscription(IntConsumer loss) {
        this.loss = loss;
    }

    @Override
    public void afterChannelInitialized(Channel channel) {
        // First: it sees the bytes as they come from the server and as they go there.
        channel.pipeline().addFirst(new Line());
    }

    /** Returns whether what Redis sends is lost. */
    boolean isCut() {
        return subscribed.stream().anyMatch(line -> line.cut);
    }

    /** Loses what Redis sends, until the subscription is restored or the node begins another. */
    void cut() {
        subscribed.forEach(line -> line.cut = true);
    }

    /** Breaks a connection that has been cut, which the client notices: it connects and subscribes anew. */
    void restore() {
        subscribed.stream().filter(line -> line.cut).forEach(Line::close);
    }

    /** One connection of the node, of whatever kind. */
    private final class Line extends ChannelDuplexHandler {

        private volatile boolean cut;

        private volatile @Nullable ChannelHandlerContext context;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void write(ChannelHandlerContext to, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof ByteBuf bytes && ByteBufUtil.indexOf(SUBSCRIBE.duplicate(), bytes) >= 0) {
                subscribed.add(this);
            }
            super.write(to, message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext from, Object message) throws Exception {
            if (cut && message instanceof ByteBuf bytes) {
                int lost = bytes.readableBytes();
                ReferenceCountUtil.release(message);
                loss.accept(lost);
            } else {
                super.channelRead(from, message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext gone) throws Exception {
            subscribed.remove(this);
            super.channelInactive(gone);
        }

        private void close() {
            subscribed.remove(this);
            ChannelHandlerContext connected = context;
            if (connected != null) {
                connected.channel().close().syncUninterruptibly();
            }
        }
    }
}
