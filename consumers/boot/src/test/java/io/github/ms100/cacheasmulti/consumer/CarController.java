package io.github.ms100.cacheasmulti.consumer;

import java.util.Collection;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows cars, one or many at once. */
@RestController
class CarController {

    private final Garage garage;

    CarController(Garage garage) {
        this.garage = garage;
    }

    @GetMapping("/cars")
    Collection<Car> cars(@RequestParam List<Integer> ids) {
        return garage.findByIds(ids).values();
    }

    @GetMapping("/car")
    Car car(@RequestParam Integer id) {
        return garage.findById(id);
    }
}
