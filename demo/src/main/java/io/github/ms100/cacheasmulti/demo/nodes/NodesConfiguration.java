package io.github.ms100.cacheasmulti.demo.nodes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Puts a recorder between a node and Redis, and a switch into its subscription. */
@Configuration(proxyBeanMethods = false)
@Profile(Nodes.PROFILE)
class NodesConfiguration {

    @Bean
    static RedisReads redisReads() {
        return new RedisReads();
    }

    @Bean
    static Subscription subscription(ObjectProvider<NodeLog> log) {
        return new Subscription(bytes ->
                log.getObject().add(NodeLog.Kind.LOST, "%d bytes that Redis sent did not arrive".formatted(bytes)));
    }

    @Bean
    static ClientResourcesBuilderCustomizer switchedSubscription(Subscription subscription) {
        return resources -> resources.nettyCustomizer(subscription);
    }

    /** Before the first connection: later ones only are recorded. */
    @Bean
    static BeanPostProcessor recordingClient(ObjectProvider<RedisReads> reads) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof LettuceConnectionFactory connections) {
                    connections.getRequiredNativeClient().addListener(reads.getObject());
                }
                return bean;
            }
        };
    }
}
