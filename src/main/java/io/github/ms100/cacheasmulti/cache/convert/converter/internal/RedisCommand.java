package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

/** One command of a batch, with its key, value and time to live already in the form Redis gets. */
sealed interface RedisCommand permits RedisGet, RedisSet {}
