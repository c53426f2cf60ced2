package vn.tangthu.repository.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void eachIsItsOwnAndHasBothSchemas() {
        try (TestDatabase one = TestDatabase.fresh();
                TestDatabase other = TestDatabase.fresh()) {
            one.jdbc().sql("create table kept.only_here (n int)").update();
            assertThat(schemas(one)).isEqualTo(2);
            assertThat(
                            other.jdbc()
                                    .sql("select to_regclass('kept.only_here') is null")
                                    .query(Boolean.class)
                                    .single())
                    .isTrue();
            assertThat(schemas(other)).isEqualTo(2);
        }
    }

    private static long schemas(TestDatabase database) {
        return database.jdbc()
                .sql(
                        "select count(*) from information_schema.schemata where schema_name in"
                                + " ('projection', 'kept')")
                .query(Long.class)
                .single();
    }
}
