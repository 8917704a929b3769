package io.github.ms100.cacheasmulti.consumer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stands for a database in which there is a car for every positive number; remembers what it was asked. */
@Component
public class CarTable {

    private final ConsumerProperties properties;

    private final List<List<Integer>> questions = new ArrayList<>();

    CarTable(ConsumerProperties properties) {
        this.properties = properties;
    }

    /** Returns the cars there are of the ids, asked for at once. */
    public List<Car> select(Collection<Integer> ids) {
        questions.add(List.copyOf(ids));
        return ids.stream()
                .filter(id -> id > 0)
                .map(id -> new Car(id, plate(id)))
                .toList();
    }

    /** Returns the plate of the car of an id. */
    public String plate(int id) {
        return properties.country() + "-" + id;
    }

    /** Returns the id of the car that has a plate. */
    public Integer id(String plate) {
        return Integer.valueOf(plate.substring(plate.indexOf('-') + 1));
    }

    /** Returns the ids of each question since the last call of {@link #forget()}, in order. */
    public List<List<Integer>> questions() {
        return questions;
    }

    /** Forgets the questions. */
    public void forget() {
        questions.clear();
    }
}
