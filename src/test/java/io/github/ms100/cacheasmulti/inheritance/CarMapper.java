package io.github.ms100.cacheasmulti.inheritance;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.MapKey;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/** A MyBatis mapper: rows as records, as maps, and keyed by id. */
@Mapper
public interface CarMapper {

    String IN_IDS = " from car where id in <foreach collection='ids' item='id' open='(' separator=',' close=')'>"
            + "#{id}</foreach></script>";

    @Cacheable(cacheNames = "mapped", key = "#id")
    @Select("select id, name, maker_id as makerId from car where id = #{id}")
    Car findById(@Param("id") Long id);

    @Cacheable(cacheNames = "mapped", key = "#ids")
    @Select("<script>select id, name, maker_id as makerId" + IN_IDS)
    List<Car> findByIds(@Param("ids") @CacheAsMulti(asElementField = "id") Collection<Long> ids);

    @Cacheable("mapped")
    @MapKey("id")
    @Select("<script>select id, name, maker_id as makerId" + IN_IDS)
    Map<Long, Car> findMapByIds(@Param("ids") @CacheAsMulti List<Long> ids);

    @Cacheable("rows")
    @Select("<script>select id, name" + IN_IDS)
    List<Map<String, Object>> findRows(@Param("ids") @CacheAsMulti(asElementField = "ID") Long... ids);

    @CacheEvict(cacheNames = "mapped", key = "#p0")
    @Delete("<script>delete" + IN_IDS)
    int deleteByIds(@Param("ids") @CacheAsMulti Collection<Long> ids);
}
