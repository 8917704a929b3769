package io.github.ms100.cacheasmulti.demo.catalogue;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The catalogue, cached product by product: all methods share the entries of the cache {@code products}. */
@Repository
@CacheConfig(cacheNames = "products")
public class ProductRepository {

    private static final String SELECT =
            "SELECT id, sku, name, category, brand, price, stock, released_on FROM product";

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    ProductRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Returns the product, or {@code null} if there is none: that, too, is remembered. */
    @Cacheable
    public @Nullable Product findById(Long id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(Product.class)
                .optional()
                .orElse(null);
    }

    /** Returns the products by id; an id without a product has no entry. */
    @Cacheable
    public Map<Long, Product> findByIds(@CacheAsMulti Collection<Long> ids) {
        return select(ids).stream().collect(Collectors.toMap(Product::id, Function.identity()));
    }

    /** Returns the products in the order of the ids; an id without a product is left out. */
    @Cacheable
    public List<Product> listByIds(@CacheAsMulti(asElementField = "id") Collection<Long> ids) {
        return select(ids);
    }

    /** Stores the products, which must exist, and puts each of them into the cache. */
    @CachePut(key = "#products.id")
    public List<Product> saveAll(@CacheAsMulti List<Product> products) {
        batches.batchUpdate(
                "UPDATE product SET sku = ?, name = ?, category = ?, brand = ?, price = ?, stock = ?, released_on = ?"
                        + " WHERE id = ?",
                products.stream().map(ProductRepository::columns).toList());
        return products;
    }

    /** Deletes the products and evicts each of them. */
    @CacheEvict
    public void deleteByIds(@CacheAsMulti Collection<Long> ids) {
        jdbc.sql("DELETE FROM product WHERE id IN (:ids)").param("ids", ids).update();
    }

    /** Evicts the products; the database keeps them. */
    @CacheEvict
    public void forget(@CacheAsMulti Collection<Long> ids) {}

    /**
     * Empties the cache; the database keeps everything. Before the invocation, because only then does Spring Data Redis
     * wait for the server's answer.
     */
    @CacheEvict(allEntries = true, beforeInvocation = true)
    public void forgetAll() {}

    /** Returns the number of products and the highest id; never cached. */
    public CatalogueSize size() {
        return jdbc.sql("SELECT COUNT(*) AS products, MAX(id) AS highest_id FROM product")
                .query(CatalogueSize.class)
                .single();
    }

    /** Returns what the products cost, by id, as the database says; never cached. */
    public Map<Long, BigDecimal> currentPrices(Collection<Long> ids) {
        Map<Long, BigDecimal> prices = new HashMap<>();
        jdbc.sql("SELECT id, price FROM product WHERE id IN (:ids)")
                .param("ids", ids)
                .query((RowCallbackHandler) row -> prices.put(row.getLong("id"), row.getBigDecimal("price")));
        return prices;
    }

    private List<Product> select(Collection<Long> ids) {
        return jdbc.sql(SELECT + " WHERE id IN (:ids)")
                .param("ids", ids)
                .query(Product.class)
                .list();
    }

    private static Object[] columns(Product product) {
        return new Object[] {
            product.sku(),
            product.name(),
            product.category(),
            product.brand(),
            product.price(),
            product.stock(),
            product.releasedOn(),
            product.id()
        };
    }
}
