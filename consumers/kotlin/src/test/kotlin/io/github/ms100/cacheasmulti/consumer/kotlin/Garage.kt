package io.github.ms100.cacheasmulti.consumer.kotlin

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti
import io.github.ms100.cacheasmulti.support.TypeMethodKeyGenerator
import java.io.Serializable
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.map
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.cache.annotation.CacheConfig
import org.springframework.cache.annotation.CacheEvict
import org.springframework.cache.annotation.CachePut
import org.springframework.cache.annotation.Cacheable
import org.springframework.cache.annotation.EnableCaching
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration

/** An open type: where it is a type argument, the compiler makes a wildcard of it. */
interface Vehicle {
    val id: Long
}

data class Car(override val id: Long, val name: String = "car $id") : Vehicle, Serializable

data class Plate(val text: String) : Serializable

/** Where cars come from: all numbers below 100 have one. */
class Factory {

    private val asked = CopyOnWriteArrayList<List<Long>>()

    /** What is done before cars are made. */
    @Volatile
    var before: suspend (List<Long>) -> Unit = {}

    suspend fun make(ids: List<Long>): List<Car> {
        asked += ids.toList()
        before(ids)
        return ids.filter { it < 100 }.map { Car(it) }
    }

    /** Notes that a car was asked for by a function that cannot be suspended. */
    fun makeNow(id: Long): Car? {
        asked += listOf(id)
        return if (id < 100) Car(id) else null
    }

    /** Returns what was asked for since this was last asked. */
    fun asked(): List<List<Long>> = asked.toList().also { asked.clear() }
}

/** Batches by suspend functions, and the single functions that they share entries with. */
@CacheConfig(cacheNames = ["cars"])
open class Garage(private val factory: Factory) {

    @Cacheable
    open suspend fun findByIds(@CacheAsMulti ids: List<Long>): Map<Long, Car> = factory.make(ids).associateBy { it.id }

    @Cacheable(sync = true)
    open suspend fun findShared(@CacheAsMulti ids: Set<Long>): Map<Long, Car> =
        factory.make(ids.toList()).associateBy { it.id }

    @Cacheable(sync = true)
    open fun findSharedNow(@CacheAsMulti ids: Set<Long>): Map<Long, Car> =
        ids.mapNotNull(factory::makeNow).associateBy { it.id }

    @Cacheable
    open suspend fun findInOrder(@CacheAsMulti ids: Collection<Long>): List<Car?> {
        val made = factory.make(ids.toList()).associateBy { it.id }
        return ids.map { made[it] }
    }

    @Cacheable
    open suspend fun findRows(@CacheAsMulti(asElementField = "id") vararg ids: Long): List<Vehicle> =
        factory.make(ids.toList()).reversed()

    @Cacheable
    open fun findFlow(@CacheAsMulti(asElementField = "id") ids: List<Long>): Flow<Car> =
        ids.asFlow().map { factory.make(listOf(it)).single() }

    @Cacheable
    open fun findDeferred(@CacheAsMulti ids: List<Long>): Deferred<Map<Long, Car>> =
        CoroutineScope(Dispatchers.Default).async { factory.make(ids).associateBy { it.id } }

    @CachePut
    open suspend fun refresh(@CacheAsMulti ids: List<Long>): Map<Long, Car> =
        factory.make(ids).map { it.copy(name = "new ${it.name}") }.associateBy { it.id }

    @CacheEvict
    open suspend fun delete(@CacheAsMulti ids: List<Long>) {
        factory.make(ids)
    }

    @CacheEvict(beforeInvocation = true)
    open suspend fun deleteFirst(@CacheAsMulti ids: List<Long>) {
        factory.make(ids)
    }

    @Cacheable
    open fun findById(id: Long): Car? = factory.makeNow(id)

    @Cacheable
    open suspend fun findOne(id: Long): Car? = factory.make(listOf(id)).singleOrNull()

    @Cacheable("owned")
    open suspend fun findOwned(@CacheAsMulti ids: List<Long>, owner: String): Map<Long, Car> =
        factory.make(ids).map { it.copy(name = owner) }.associateBy { it.id }

    @Cacheable("owned")
    open fun findOneOwned(id: Long, owner: String): Car? = factory.makeNow(id)?.copy(name = owner)

    @Cacheable("plates", key = "#plates.text + #country", condition = "#plates.text != ''", unless = "#result.id == 13")
    open suspend fun findByPlates(country: String, @CacheAsMulti plates: List<Plate>): Map<Plate, Vehicle> {
        val made = factory.make(plates.map { it.text.toLong() }).associateBy { it.id }
        return plates.associateWith { made.getValue(it.text.toLong()) }
    }

    @Cacheable("typed", keyGenerator = "byTypeAndMethod")
    open suspend fun findTyped(@CacheAsMulti ids: List<Long>): Map<Long, Car> = factory.make(ids).associateBy { it.id }
}

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
open class GarageApplication {

    @Bean
    open fun factory() = Factory()

    @Bean
    open fun garage(factory: Factory) = Garage(factory)

    @Bean
    open fun byTypeAndMethod() = TypeMethodKeyGenerator()
}
