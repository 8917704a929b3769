package io.github.ms100.cacheasmulti.consumer.kotlin

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.map
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aop.support.AopUtils
import org.springframework.boot.test.context.assertj.AssertableApplicationContext
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.cache.annotation.CacheEvict
import org.springframework.cache.annotation.Cacheable

/** What is refused when an application starts, and what is not. */
class StartTests {

    @Test
    fun `A1 a function of an interface is a batch, behind a proxy of the JDK`() =
        starting(FinalDepot::class.java, "spring.aop.proxy-target-class=false") {
            val depot = getBean(Depot::class.java)
            assertThat(AopUtils.isJdkDynamicProxy(depot)).isTrue()
            asCoroutine {
                depot.findByIds(listOf(1, 2))
                assertThat(depot.findByIds(listOf(1, 2, 3))).containsOnlyKeys(1, 2, 3)
                depot.delete(setOf(1))
                depot.findByIds(listOf(1, 2, 3))
            }
            assertThat(getBean(Factory::class.java).asked()).containsExactly(listOf(1, 2), listOf(3), listOf(1))
        }

    @Test
    fun `A1 a suspend function that returns a flow is refused`() = starting(Flowing::class.java) {
        assertThat(startupFailure)
            .rootCause()
            .hasMessageContaining("Flowing.findFlow")
            .hasMessageContaining("is a Kotlin suspend function of values that come later themselves")
    }

    @Test
    fun `A1 a flow without asElementField is refused`() = starting(WithoutField::class.java) {
        assertThat(startupFailure)
            .rootCause()
            .hasMessageContaining("WithoutField.findFlow")
            .hasMessageContaining("Flow without asElementField")
    }

    @Test
    fun `A1 a suspend function that returns one car for many is refused`() = starting(OneCar::class.java) {
        assertThat(startupFailure)
            .rootCause()
            .hasMessageContaining("OneCar.find")
            .hasMessageContaining("returns io.github.ms100.cacheasmulti.consumer.kotlin.Car")
    }

    private fun starting(
        bean: Class<*>,
        vararg properties: String,
        check: AssertableApplicationContext.() -> Unit,
    ) {
        ApplicationContextRunner()
            .withUserConfiguration(GarageApplication::class.java, bean)
            .withPropertyValues("spring.cache.type=simple", *properties)
            .run { it.check() }
    }

    interface Depot {

        @Cacheable("cars")
        suspend fun findByIds(@CacheAsMulti ids: List<Long>): Map<Long, Vehicle>

        @CacheEvict("cars")
        suspend fun delete(@CacheAsMulti ids: Set<Long>)
    }

    class FinalDepot(private val factory: Factory) : Depot {

        override suspend fun findByIds(ids: List<Long>): Map<Long, Vehicle> = factory.make(ids).associateBy { it.id }

        override suspend fun delete(ids: Set<Long>) {}
    }

    open class Flowing {

        @Cacheable("cars")
        open suspend fun findFlow(@CacheAsMulti(asElementField = "id") ids: List<Long>): Flow<Car> =
            ids.asFlow().map { Car(it) }
    }

    open class WithoutField {

        @Cacheable("cars")
        open fun findFlow(@CacheAsMulti ids: List<Long>): Flow<Car> = ids.asFlow().map { Car(it) }
    }

    open class OneCar {

        @Cacheable("cars")
        open suspend fun find(@CacheAsMulti ids: List<Long>): Car = Car(ids.first())
    }
}
