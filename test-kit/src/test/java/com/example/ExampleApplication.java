package com.example;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/** The application of the examples. */
@EnableCaching
@SpringBootApplication
class ExampleApplication {}
