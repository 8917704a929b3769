package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Classes with annotations that keep state out of JSON, and some that keep none. */
final class HidingSamples {

    private HidingSamples() {}

    record Outer(Ignored inner) {}

    static class Ignored {

        public String name = "a";

        @JsonIgnore
        public String secret = "b";
    }

    static class IgnoredByGetter {

        private String secret = "b";

        @JsonIgnore
        public String getSecret() {
            return secret;
        }

        public void setSecret(String secret) {
            this.secret = secret;
        }
    }

    static class Inherited extends IgnoredByGetter {

        @Override
        public String getSecret() {
            return super.getSecret();
        }
    }

    @JacksonAnnotationsInside
    @JsonIgnore
    @Retention(RetentionPolicy.RUNTIME)
    @interface Internal {}

    static class Composed {

        @Internal
        public String secret = "b";
    }

    record IgnoredRecord(String name, @JsonIgnore String secret) {}

    static class WriteOnly {

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        private String secret = "b";
    }

    static class ReadOnly {

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public String secret = "b";
    }

    record Formatted(@JsonFormat(pattern = "yyyy") LocalDateTime at) {}

    static class Included {

        public String name = "a";

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        public List<String> list = new ArrayList<>();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    static class AllIncluded {

        public String name = "a";

        public List<String> list = new ArrayList<>();
    }

    record Valued(@JsonValue String name, String secret) {

        @JsonCreator
        Valued(String name) {
            this(name, "");
        }
    }

    @JsonIgnoreProperties("secret")
    static class IgnoredNames {

        public String name = "a";

        public String secret = "b";
    }

    @JsonIncludeProperties("name")
    static class IncludedNames {

        public String name = "a";

        public String secret = "b";
    }

    static class IgnoredInside {

        @JsonIgnoreProperties("name")
        public Samples.Bean inner = new Samples.Bean();
    }

    @JsonIgnoreType
    static class IgnoredType {}

    static class OfIgnoredType {

        public IgnoredType inner = new IgnoredType();
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    static class Identified {

        public Long id = 1L;

        public String name = "a";
    }

    static class ById {

        @JsonIdentityReference(alwaysAsId = true)
        public Identified inner = new Identified();
    }

    static class Parent {

        @JsonManagedReference
        public List<Child> children = new ArrayList<>();
    }

    static class Child {

        public String name = "a";

        @JsonBackReference
        public Parent parent = new Parent();
    }

    static class Derived {

        public String name = "a";

        @JsonIgnore
        public String getLoudName() {
            return name + "!";
        }
    }

    static class Transient {

        public String name = "a";

        @JsonIgnore
        private transient String cached;

        public String getCached() {
            return cached;
        }
    }

    @JsonPropertyOrder({"b", "a"})
    @JsonIgnoreProperties(ignoreUnknown = true)
    static class Renamed {

        @JsonProperty("b")
        public String name = "a";

        @JsonView(Object.class)
        public String seen = "c";
    }

    record OneValue(@JsonValue String value) {

        @JsonCreator
        OneValue {}
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NullsLeftOut(String name, String other) {}
}
