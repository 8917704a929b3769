package io.github.ms100.cacheasmulti.consumer.kotlin

import java.io.IOException
import java.io.UncheckedIOException
import java.net.InetAddress
import java.net.ServerSocket
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlinx.coroutines.Dispatchers
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.cache.caffeine.CaffeineCacheManager
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.context.annotation.Import
import org.springframework.data.redis.connection.RedisServerCommands
import org.springframework.data.redis.core.RedisCallback
import org.springframework.data.redis.core.StringRedisTemplate
import org.springframework.test.annotation.DirtiesContext
import org.springframework.test.context.DynamicPropertyRegistry
import org.springframework.test.context.DynamicPropertySource
import org.springframework.test.context.TestPropertySource
import redis.embedded.RedisServer

/** Caches that answer at once. */
abstract class HeapTests : CoroutineTests() {

    @Test
    fun `A4 what the caches have is found without being suspended`() {
        asCoroutine { garage.findByIds(listOf(1, 2)) }
        factory.asked()

        assertThat(returned { garage.findByIds(listOf(2, 1)) }).isEqualTo(mapOf(2L to Car(2), 1L to Car(1)))
        assertThat(returned { garage.findShared(setOf(1)) }).isEqualTo(mapOf(1L to Car(1)))
        assertThat(returned { garage.findInOrder(listOf(1)) }).isEqualTo(listOf(Car(1)))
        assertThat(factory.asked()).isEmpty()
    }

    /** Spring runs the function where its caller's coroutines run, which is elsewhere if nothing is said. */
    @Test
    fun `A4 a function that need not wait is run, and what it found is stored, without being suspended`() {
        val here = Dispatchers.Unconfined
        assertThat(returned(here) { garage.findByIds(listOf(1, 2)) }).isEqualTo(mapOf(1L to Car(1), 2L to Car(2)))
        assertThat(returned(here) { garage.refresh(listOf(1)) }).isEqualTo(mapOf(1L to Car(1, "new car 1")))
        assertThat(returned(here) { garage.delete(listOf(1)) }).isNotSameAs(COROUTINE_SUSPENDED)
        assertThat(returned { garage.findInOrder(listOf(2)) }).isEqualTo(listOf(Car(2)))
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(1), listOf(1))
        assertThat(garage.findById(1)).isEqualTo(Car(1))
    }

    /** Returns what a call returns to its thread; that is not its value if it was suspended. */
    private fun returned(context: CoroutineContext = EmptyCoroutineContext, call: suspend () -> Any?): Any? =
        call.startCoroutineUninterceptedOrReturn(Continuation(context) { })
}

@TestPropertySource(properties = ["spring.cache.type=simple"])
class MapTests : HeapTests()

@TestPropertySource(properties = ["spring.cache.type=caffeine"])
class CaffeineTests : HeapTests()

@Import(AsynchronousCaffeineTests.Asynchronous::class)
class AsynchronousCaffeineTests : HeapTests() {

    @Configuration(proxyBeanMethods = false)
    open class Asynchronous {

        @Bean
        open fun cacheManager() = CaffeineCacheManager().apply { setAsyncCacheMode(true) }
    }
}

@TestPropertySource(properties = ["spring.cache.type=redis"])
@DirtiesContext
class RedisTests : CoroutineTests() {

    @Autowired
    lateinit var redis: StringRedisTemplate

    @Test
    fun `A6 a batch is read by one command and has a key per element`() = asCoroutine {
        garage.findByIds(listOf(71, 72, 73))
        redis.execute(RedisCallback { commands(it.serverCommands()) { resetConfigStats() } })

        garage.findByIds(listOf(71, 72, 73))

        val calls = redis.execute(RedisCallback { it.serverCommands().info("commandstats") })!!
        assertThat(calls.getProperty("cmdstat_mget")).startsWith("calls=1,")
        assertThat(calls).doesNotContainKeys("cmdstat_get", "cmdstat_set")
        assertThat(redis.keys("cars::7*")).containsExactlyInAnyOrder("cars::71", "cars::72", "cars::73")
    }

    @Test
    fun `A5 nothing of the application runs in a thread of the driver`() = asCoroutine {
        val threads = CopyOnWriteArrayList<String>()
        factory.before = { threads += Thread.currentThread().name }

        garage.findByIds(listOf(1, 2))
        threads += Thread.currentThread().name
        garage.delete(listOf(1))
        threads += Thread.currentThread().name

        assertThat(threads).hasSize(4).noneMatch { it.startsWith("lettuce") }
    }

    companion object {

        private val server = start()

        @JvmStatic
        @DynamicPropertySource
        fun server(properties: DynamicPropertyRegistry) {
            properties.add("spring.data.redis.host") { "127.0.0.1" }
            properties.add("spring.data.redis.port") { server.ports()[0] }
        }

        @JvmStatic
        @AfterAll
        fun stop() = server.stop()

        private fun commands(commands: RedisServerCommands, work: RedisServerCommands.() -> Unit): Unit? {
            commands.work()
            return null
        }

        // Another process may take the port after it was found free.
        private fun start(): RedisServer {
            var failure: IOException? = null
            repeat(10) {
                try {
                    return RedisServer.newRedisServer()
                        .bind("127.0.0.1")
                        .port(freePort())
                        .setting("save \"\"")
                        .build()
                        .also { it.start() }
                } catch (ex: IOException) {
                    failure = ex
                }
            }
            throw UncheckedIOException("The embedded Redis server did not start", failure)
        }

        private fun freePort(): Int =
            ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
    }
}
