package io.github.ms100.cacheasmulti.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** What can be configured: the country whose letters all plates begin with. */
@ConfigurationProperties("consumer")
public record ConsumerProperties(String country) {}
