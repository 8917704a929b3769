package io.github.ms100.cacheasmulti.consumer.kotlin

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import org.aopalliance.intercept.MethodInterceptor
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.springframework.aop.framework.ProxyFactory
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.cache.annotation.Cacheable
import org.springframework.cache.annotation.EnableCaching
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.data.repository.kotlin.CoroutineCrudRepository

interface CarRepository : CoroutineCrudRepository<Car, Long> {

    @Cacheable("cars")
    override fun findAllById(@CacheAsMulti(asElementField = "id") ids: Iterable<Long>): Flow<Car>
}

/** The example of a repository of coroutines, here one that only knows how to find cars, in an order of its own. */
@SpringBootTest(
    classes = [RepositoryApplication::class],
    webEnvironment = WebEnvironment.NONE,
    properties = ["spring.cache.type=caffeine"],
)
@Timeout(60)
class RepositoryTests {

    @Autowired
    lateinit var cars: CarRepository

    @Autowired
    lateinit var factory: Factory

    @Test
    fun `A1 only rows that are not cached are asked for`() = asCoroutine {
        assertThat(cars.findAllById(listOf(2)).toList()).containsExactly(Car(2))

        assertThat(cars.findAllById(listOf(3, 2, 1)).toList()).containsExactlyInAnyOrder(Car(3), Car(2), Car(1))

        assertThat(factory.asked()).containsExactly(listOf(2), listOf(1), listOf(3))
    }
}

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
open class RepositoryApplication {

    @Bean
    open fun factory() = Factory()

    @Bean
    open fun cars(factory: Factory): CarRepository =
        ProxyFactory.getProxy(
            CarRepository::class.java,
            MethodInterceptor { call ->
                (call.arguments[0] as Iterable<*>).reversed().asFlow().map { factory.make(listOf(it as Long)).single() }
            },
        )
}
