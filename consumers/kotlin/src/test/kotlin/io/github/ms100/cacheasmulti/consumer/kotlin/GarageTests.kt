package io.github.ms100.cacheasmulti.consumer.kotlin

import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.springframework.aop.support.AopUtils
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.cache.CacheManager
import org.springframework.cache.interceptor.SimpleKey

/** Runs a test as a coroutine, in threads of a pool, and ends it if it hangs. */
fun asCoroutine(test: suspend CoroutineScope.() -> Unit) =
    runBlocking(Dispatchers.Default) { withTimeout(20.seconds, test) }

/** What batches of suspend functions find, put and evict, and under which keys. */
@SpringBootTest(classes = [GarageApplication::class], webEnvironment = WebEnvironment.NONE)
@Timeout(60)
abstract class GarageTests {

    @Autowired
    lateinit var garage: Garage

    @Autowired
    lateinit var factory: Factory

    @Autowired
    lateinit var caches: CacheManager

    @BeforeEach
    fun clear() {
        listOf("cars", "owned", "plates", "typed").forEach { caches.getCache(it)!!.invalidate() }
        factory.before = {}
        factory.asked()
    }

    @Test
    fun `A1 only what no cache has is loaded, and all come in the order of the argument`() = asCoroutine {
        assertThat(AopUtils.isCglibProxy(garage)).isTrue()
        garage.findByIds(listOf(2))

        val found = garage.findByIds(listOf(1, 2, 3))

        assertThat(found.toList()).containsExactly(1L to Car(1), 2L to Car(2), 3L to Car(3))
        assertThat(factory.asked()).containsExactly(listOf(2), listOf(1, 3))
        assertThat(garage.findByIds(listOf(3, 1, 2)).keys).containsExactly(3, 1, 2)
        assertThat(factory.asked()).isEmpty()
    }

    @Test
    fun `A1 a list by position has null where there is no car, which is cached too`() = asCoroutine {
        assertThat(garage.findInOrder(listOf(1, 900, 2))).containsExactly(Car(1), null, Car(2))
        assertThat(garage.findInOrder(listOf(900, 2, 900, 3))).containsExactly(null, Car(2), null, Car(3))
        assertThat(factory.asked()).containsExactly(listOf(1, 900, 2), listOf(3))
    }

    @Test
    fun `A1 rows of an open type are found by a field, of a vararg parameter`() = asCoroutine {
        assertThat(garage.findRows(1, 2)).containsExactly(Car(1), Car(2))
        assertThat(garage.findRows(3, 2)).containsExactly(Car(3), Car(2))
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(3))
    }

    @Test
    fun `A1 a flow comes with all its values, each cached by its field`() = asCoroutine {
        val flow = garage.findFlow(listOf(1, 2))
        assertThat(factory.asked()).`as`("not collected").isEmpty()

        assertThat(flow.toList()).containsExactly(Car(1), Car(2))
        assertThat(garage.findFlow(listOf(3, 2)).toList()).containsExactly(Car(3), Car(2))
        assertThat(factory.asked()).containsExactly(listOf(1), listOf(2), listOf(3))
    }

    @Test
    fun `A1 a deferred map is a batch`() = asCoroutine {
        assertThat(garage.findDeferred(listOf(1, 2)).await()).containsOnlyKeys(1, 2)
        assertThat(garage.findDeferred(listOf(2, 3)).await()).containsOnlyKeys(2, 3)
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(3))
    }

    @Test
    fun `A2 entries are shared with the single function`() = asCoroutine {
        garage.findByIds(listOf(1, 2))
        assertThat(garage.findById(1)).isEqualTo(Car(1))
        garage.findById(3)
        awaitStored(3)
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(3))

        assertThat(garage.findByIds(listOf(1, 2, 3))).containsValue(Car(3))
        assertThat(factory.asked()).isEmpty()
    }

    @Test
    fun `A2 entries are shared with the single suspend function`() = asCoroutine {
        garage.findByIds(listOf(1, 2))
        assertThat(garage.findOne(1)).isEqualTo(Car(1))
        garage.findOne(3)
        awaitStored(3)
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(3))

        assertThat(garage.findByIds(listOf(1, 2, 3))).containsValue(Car(3))
        assertThat(factory.asked()).isEmpty()
    }

    @Test
    fun `A2 with sync it is the same, entry by entry`() = asCoroutine {
        garage.findByIds(listOf(1))
        assertThat(garage.findShared(setOf(1, 2))).isEqualTo(mapOf(1L to Car(1), 2L to Car(2)))
        assertThat(garage.findShared(setOf(1, 2))).containsOnlyKeys(1, 2)
        assertThat(factory.asked()).containsExactly(listOf(1), listOf(2))
    }

    @Test
    fun `A7 what is put is there when the function has returned`() = asCoroutine {
        garage.findByIds(listOf(1, 2))

        assertThat(garage.refresh(listOf(1))).containsOnlyKeys(1)

        assertThat(garage.findInOrder(listOf(1, 2)).map { it?.name }).containsExactly("new car 1", "car 2")
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(1))
    }

    @Test
    fun `A7 what is evicted is gone when the function has returned`() = asCoroutine {
        garage.findByIds(listOf(1, 2, 3))
        factory.before = { assertThat(garage.findById(1)).isNotNull() }

        garage.delete(listOf(1, 2))

        factory.before = {}
        assertThat(factory.asked()).containsExactly(listOf(1, 2, 3), listOf(1, 2))
        garage.findByIds(listOf(1, 2, 3))
        assertThat(factory.asked()).containsExactly(listOf(1, 2))
    }

    @Test
    fun `A7 what is evicted early is gone when the function begins`() = asCoroutine {
        garage.findByIds(listOf(1, 2))
        factory.before = { assertThat(caches.getCache("cars")!!.get(1L)).isNull() }

        garage.deleteFirst(listOf(1))

        assertThat(caches.getCache("cars")!!.get(2L)).isNotNull()
    }

    @Test
    fun `A2 the key is the element itself, without the continuation`() = asCoroutine {
        garage.findByIds(listOf(1))
        garage.findOwned(listOf(1), "Ann")

        assertThat(caches.getCache("cars")!!.get(1L)!!.get()).isEqualTo(Car(1))
        assertThat(caches.getCache("owned")!!.get(SimpleKey(1L, "Ann"))!!.get()).isEqualTo(Car(1, "Ann"))
    }

    @Test
    fun `A2 with another parameter, entries are shared with the single function`() = asCoroutine {
        garage.findOwned(listOf(1, 2), "Ann")
        assertThat(garage.findOneOwned(2, "Ann")).isEqualTo(Car(2, "Ann"))
        assertThat(garage.findOwned(listOf(1, 2), "Bob")).containsValue(Car(1, "Bob"))
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(1, 2))
    }

    @Test
    fun `A2 expressions see the element, the other arguments and the value`() = asCoroutine {
        val plates = listOf("1", "13").map(::Plate)
        garage.findByPlates("NL", plates)

        assertThat(garage.findByPlates("NL", plates)).isEqualTo(mapOf(plates[0] to Car(1), plates[1] to Car(13)))
        assertThat(factory.asked()).containsExactly(listOf(1, 13), listOf(13))
        assertThat(caches.getCache("plates")!!.get("1NL")).isNotNull()
    }

    @Test
    fun `A2 the key generator of the library leaves the continuation out`() = asCoroutine {
        garage.findTyped(listOf(1, 2))
        garage.findTyped(listOf(1, 2))
        assertThat(factory.asked()).containsExactly(listOf(1, 2))
    }

    @Test
    fun `S7 an empty list is handed to the function`() = asCoroutine {
        assertThat(garage.findByIds(listOf())).isEmpty()
        assertThat(factory.asked()).containsExactly(listOf())
    }

    /** Spring Data Redis 4 only sends what is put for a single function. */
    private fun awaitStored(id: Long) = await().until { caches.getCache("cars")!!.get(id) != null }
}
