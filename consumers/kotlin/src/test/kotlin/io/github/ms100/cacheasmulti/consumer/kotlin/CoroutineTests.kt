package io.github.ms100.cacheasmulti.consumer.kotlin

import java.io.IOException
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.CopyableThrowable
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.job
import kotlinx.coroutines.reactor.ReactorContext
import kotlinx.coroutines.reactor.asCoroutineContext
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import reactor.util.context.Context

/** What a coroutine that calls a batch can count on: its exceptions, its context, and that nobody else's end is its own. */
abstract class CoroutineTests : GarageTests() {

    @Test
    @OptIn(ExperimentalCoroutinesApi::class)
    fun `A8 what the function throws is what the caller catches`() = asCoroutine {
        val thrown = Breakdown()
        factory.before = { throw thrown }

        assertThat(failureOf { garage.findByIds(listOf(1)) }).isSameAs(thrown)
        assertThat(failureOf { garage.findShared(setOf(1)) }).isSameAs(thrown)
        assertThat(failureOf { garage.refresh(listOf(1)) }).isSameAs(thrown)
        assertThat(failureOf { garage.delete(listOf(1)) }).isSameAs(thrown)
    }

    /** Where assertions are enabled, coroutines copy exceptions, so that they show where they were waited for. */
    @Test
    fun `A8 any exception comes as from a coroutine without a cache, unwrapped`() = asCoroutine {
        val thrown = IOException("no fuel")
        factory.before = { throw thrown }
        val plain = failureOf { withContext(Dispatchers.IO) { factory.make(listOf(1)) } }
        val cached = failureOf { garage.findByIds(listOf(1)) }

        assertThat(plain).isExactlyInstanceOf(IOException::class.java)
        assertThat(cached).isExactlyInstanceOf(IOException::class.java).hasMessage("no fuel")
        assertThat(originOf(cached)).isSameAs(originOf(plain)).isSameAs(thrown)
    }

    @Test
    fun `A8 what failed is not stored`() = asCoroutine {
        garage.findByIds(listOf(1))
        factory.before = { throw IOException("no fuel") }
        failureOf { garage.findByIds(listOf(1, 2)) }
        failureOf { garage.delete(listOf(1)) }
        factory.before = {}
        factory.asked()

        garage.findByIds(listOf(1, 2))

        assertThat(factory.asked()).containsExactly(listOf(2))
    }

    @Test
    fun `A10 whoever waits for a load gets it if the coroutine that loads is cancelled`() = asCoroutine {
        val gate = Gate(factory)
        val first = async { garage.findShared(setOf(1, 2)) }
        gate.awaitLoadOf(2)
        val second = async { garage.findShared(setOf(2, 3)) }
        gate.awaitLoadOf(3)

        first.cancelAndJoin()
        gate.open()

        assertThat(second.await()).isEqualTo(mapOf(2L to Car(2), 3L to Car(3)))
        assertThat(first.isCancelled).isTrue()
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(3))
    }

    @Test
    fun `A10 whoever loads goes on if a coroutine that waits is cancelled`() = asCoroutine {
        val gate = Gate(factory)
        val first = async { garage.findShared(setOf(1, 2)) }
        gate.awaitLoadOf(2)
        val second = async { garage.findShared(setOf(2, 3)) }
        gate.awaitLoadOf(3)

        second.cancelAndJoin()
        gate.open()

        assertThat(first.await()).isEqualTo(mapOf(1L to Car(1), 2L to Car(2)))
        garage.findShared(setOf(1, 2))
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(3))
    }

    @Test
    fun `A10 a batch that is cancelled ends at once, and the next one is none the worse`() = asCoroutine {
        val gate = Gate(factory)
        val cancelled = async { garage.findByIds(listOf(1, 2)) }
        gate.awaitLoadOf(1)

        cancelled.cancelAndJoin()
        gate.open()

        assertThat(garage.findByIds(listOf(1, 2))).containsOnlyKeys(1, 2)
    }

    @Test
    fun `A11 the function sees the context of the coroutine that calls it, without its job`() = asCoroutine {
        val seen = CopyOnWriteArrayList<CoroutineContext>()
        factory.before = { seen += currentCoroutineContext() }
        garage.findByIds(listOf(2))

        withContext(CoroutineName("Ann's") + Tenant("Ann")) {
            val job = currentCoroutineContext().job
            factory.before = {
                seen += currentCoroutineContext()
                assertThat(job.children.toList()).doesNotContain(currentCoroutineContext().job)
            }
            garage.findByIds(listOf(1, 2))
            garage.findShared(setOf(3))
            garage.refresh(listOf(1))
            garage.delete(listOf(1))
            assertThat(seen.drop(1)).hasSize(4).noneMatch { it[Job] == job }
        }

        assertThat(seen.first()[Tenant]).isNull()
        assertThat(seen.drop(1)).allSatisfy {
            assertThat(it[CoroutineName]?.name).isEqualTo("Ann's")
            assertThat(it[Tenant]?.name).isEqualTo("Ann")
        }
    }

    @Test
    fun `A11 the function sees the context of Reactor that its caller has`() = asCoroutine {
        val seen = CopyOnWriteArrayList<String?>()
        factory.before = { seen += currentCoroutineContext()[ReactorContext]?.context?.getOrDefault("tenant", "nobody") }

        withContext(Context.of("tenant", "Ann").asCoroutineContext()) {
            garage.findByIds(listOf(1))
            garage.findByIds(listOf(1, 2))
            garage.findShared(setOf(3))
            garage.refresh(listOf(1))
            garage.delete(listOf(1))
        }

        assertThat(seen).containsExactly("Ann", "Ann", "Ann", "Ann", "Ann")
    }

    @Test
    fun `A12 of coroutines at the same time each car is loaded by one`() = asCoroutine {
        val gate = Gate(factory)
        val first = async { garage.findShared(setOf(0, 1)) }
        gate.awaitLoadOf(0)
        val all = (1L..20L).map { begun { garage.findShared(setOf(it - 1, it, it + 1)) } }

        gate.open()

        assertThat(all.awaitAll().map { it.size }).containsOnly(3)
        first.await()
        assertThat(factory.asked().flatten()).doesNotHaveDuplicates().hasSize(22)
    }

    @Test
    fun `A12 a batch that is asked for while it is loaded does not wait for itself`() = asCoroutine {
        factory.before = { ids ->
            factory.before = {}
            assertThat(garage.findShared(ids.toSet())).hasSize(2)
        }
        assertThat(garage.findShared(setOf(1, 2))).hasSize(2)

        factory.before = { ids ->
            factory.before = {}
            withContext(Dispatchers.IO) { assertThat(garage.findShared(ids.toSet())).hasSize(2) }
        }
        assertThat(garage.findShared(setOf(3, 4))).hasSize(2)
        assertThat(factory.asked()).containsExactly(listOf(1, 2), listOf(1, 2), listOf(3, 4), listOf(3, 4))
    }

    @Test
    fun `A12 nor does a batch that blocks, in whatever thread the coroutine that loads calls it`() = asCoroutine {
        factory.before = { ids ->
            factory.before = {}
            assertThat(garage.findSharedNow(ids.toSet())).hasSize(2)
        }
        assertThat(garage.findShared(setOf(1, 2))).hasSize(2)

        factory.before = { ids ->
            factory.before = {}
            withContext(Dispatchers.IO) { assertThat(garage.findSharedNow(ids.toSet())).hasSize(2) }
        }
        assertThat(garage.findShared(setOf(3, 4))).hasSize(2)
        assertThat(factory.asked()).containsExactly(
            listOf(1, 2), listOf(1), listOf(2), listOf(3, 4), listOf(3), listOf(4))
    }

    private suspend fun failureOf(call: suspend () -> Any?): Throwable? =
        runCatching { call() }.exceptionOrNull()

    private fun originOf(failure: Throwable?): Throwable? = failure?.cause ?: failure

    /** Begins a call in the current thread. */
    private fun <T> CoroutineScope.begun(call: suspend () -> T): Deferred<T> =
        async(start = CoroutineStart.UNDISPATCHED) { call() }

    /** Keeps a factory from making cars. */
    private class Gate(factory: Factory) {

        private val begun = (0L..99L).associateWith { CompletableDeferred<Unit>() }

        private val opened = CompletableDeferred<Unit>()

        init {
            factory.before = { ids ->
                ids.forEach { begun.getValue(it).complete(Unit) }
                opened.await()
            }
        }

        suspend fun awaitLoadOf(id: Long) = begun.getValue(id).await()

        fun open() {
            opened.complete(Unit)
        }
    }

    private class Tenant(val name: String) : AbstractCoroutineContextElement(Tenant) {

        companion object Key : CoroutineContext.Key<Tenant>
    }

    /** An exception that nobody copies. */
    @OptIn(ExperimentalCoroutinesApi::class)
    private class Breakdown : Exception("no fuel"), CopyableThrowable<Breakdown> {

        override fun createCopy(): Breakdown? = null
    }
}
