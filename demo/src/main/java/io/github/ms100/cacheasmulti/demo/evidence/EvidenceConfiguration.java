package io.github.ms100.cacheasmulti.demo.evidence;

import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the recorder between the application and the database. */
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

    @Bean
    static SqlRecorder sqlRecorder() {
        return new SqlRecorder();
    }

    @Bean
    static BeanPostProcessor recordingDataSource(ObjectProvider<SqlRecorder> recorder) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return (bean instanceof DataSource source)
                        ? ProxyDataSourceBuilder.create(source)
                                .listener(recorder.getObject())
                                .build()
                        : bean;
            }
        };
    }
}
