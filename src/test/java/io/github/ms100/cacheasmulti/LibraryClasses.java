package io.github.ms100.cacheasmulti;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What the rules of the house are checked on: the classes of the library, without its tests, read once. */
final class LibraryClasses {

    static final String ROOT = "io.github.ms100.cacheasmulti";

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private LibraryClasses() {}
}
