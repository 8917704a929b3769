package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;

/** What is done with a batch of cars, and what the cache has to contain before. */
enum Operation {

    /** All are cached. */
    ALL_HIT {

        @Override
        void restore(Batch batch, Work work) {
            // what was found is cached still
        }
    },

    /** Every second one is not cached. */
    HALF_HIT {

        @Override
        void restore(Batch batch, Work work) throws Exception {
            batch.evict(work.everySecondId());
        }
    },

    /** All are cached, every second one in Redis only. */
    HALF_LOCAL {

        @Override
        void restore(Batch batch, Work work) throws Exception {
            batch.evict(work.everySecondId());
            work.remote().find(work.everySecondId());
        }
    },

    /** None is cached. */
    ALL_MISS {

        @Override
        void restore(Batch batch, Work work) throws Exception {
            batch.evict(work.ids());
        }
    },

    /** All are cached. */
    EVICT {

        @Override
        void restore(Batch batch, Work work) throws Exception {
            batch.find(work.ids());
        }

        @Override
        Object perform(Batch batch, List<Long> ids) throws Exception {
            batch.evict(ids);
            return null;
        }
    };

    /** Makes the cache contain what it has to, with a batch on the same entries. */
    abstract void restore(Batch batch, Work work) throws Exception;

    Object perform(Batch batch, List<Long> ids) throws Exception {
        return batch.find(ids);
    }
}
