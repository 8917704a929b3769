package io.github.ms100.cacheasmulti.changes;

import io.github.ms100.cacheasmulti.fixture.WrappingTool;
import org.junit.jupiter.api.DisplayName;

@DisplayName("B2, S21, S27 batches that pass by a wrapper wait for the commit as its cache does")
class PassedWrapperStaleWriteTests extends TransactionStaleWriteTests {

    @Override
    Class<?> surroundings() {
        return WrappingTool.PassedBy.class;
    }
}
