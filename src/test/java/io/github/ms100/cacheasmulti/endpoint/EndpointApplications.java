package io.github.ms100.cacheasmulti.endpoint;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiEndpointAutoConfiguration;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesEndpoint;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications of Spring Boot with the endpoint, without a web server. */
final class EndpointApplications {

    private EndpointApplications() {}

    /** Adds the endpoint, exposed. */
    static ApplicationContextRunner exposed(ApplicationContextRunner application) {
        return with(application)
                .withPropertyValues("management.endpoints.web.exposure.include=cachebatches,cachebatchesui");
    }

    /** Adds the endpoint, which is not exposed. */
    static ApplicationContextRunner with(ApplicationContextRunner application) {
        return application
                .withInitializer(
                        context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
                .withConfiguration(AutoConfigurations.of(
                        EndpointAutoConfiguration.class, CacheAsMultiEndpointAutoConfiguration.class));
    }

    static Reports.OfCache cache(ApplicationContext context, String name) {
        return endpoint(context).cache(name, null);
    }

    static Reports.Lookup lookUp(ApplicationContext context, String cache, String method, Object element) {
        return (Reports.Lookup) endpoint(context).look(cache, "lookup", null, method, element, null);
    }

    static CacheBatchesEndpoint endpoint(ApplicationContext context) {
        return context.getBean(CacheBatchesEndpoint.class);
    }
}
