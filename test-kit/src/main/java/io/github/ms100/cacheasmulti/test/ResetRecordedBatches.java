package io.github.ms100.cacheasmulti.test;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Lets every test method in a context of Spring's begin with nothing recorded. */
final class ResetRecordedBatches implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        if (test.hasApplicationContext()) {
            test.getApplicationContext()
                    .getBeansOfType(RecordedBatches.class, false, false)
                    .values()
                    .forEach(RecordedBatches::reset);
        }
    }
}
