package vn.tangthu.portal.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.env.Environment;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import vn.tangthu.repository.InWorkers;

/**
 * Leaves out of a process that helps to read texts whatever is not marked as part of it ({@link
 * InWorkers}): a part that is added to the archive later is not in it by itself.
 */
final class OnlyWork extends TypeExcludeFilter {
    private static final String OURS = "vn.tangthu.";

    /** The store and the home. */
    private static final String STORAGE = "vn.tangthu.storage.";

    private OnlyWork() {}

    static SpringApplication application(Class<?> source) {
        SpringApplication spring = WithoutWeb.application(source);
        spring.addInitializers(
                context -> {
                    require(context.getEnvironment());
                    context.getBeanFactory().registerSingleton("onlyWork", new OnlyWork());
                });
        return spring;
    }

    /**
     * Database and store must be those of another machine.
     *
     * @throws IllegalStateException says what is to be set
     */
    private static void require(Environment settings) {
        if (settings.getProperty("tangthu.database.url", "").isBlank()) {
            throw new IllegalStateException(
                    "Máy phụ làm việc qua một PostgreSQL mà cả hai máy dùng chung; cơ sở dữ liệu kèm sẵn"
                            + " chỉ phục vụ máy của nó. Đặt tangthu.database.url,"
                            + " tangthu.database.username và tangthu.database.password-file ở cả hai"
                            + " máy (docs/operations.md, \"A second machine for OCR\")."
                            + "\nA second machine works through a PostgreSQL that both machines reach; the"
                            + " embedded database serves its own machine only. Set"
                            + " tangthu.database.url, tangthu.database.username and"
                            + " tangthu.database.password-file on both.");
        }
        String type = settings.getProperty("tangthu.storage.type", "filesystem");
        boolean bucket = type.equalsIgnoreCase("s3");
        if (!bucket && settings.getProperty("tangthu.storage.directory", "").isBlank()) {
            throw new IllegalStateException(
                    "Máy phụ cần cùng kho đối tượng với máy chính. Đặt tangthu.storage.type=s3 với"
                            + " tangthu.storage.s3.*, hoặc tangthu.storage.directory là thư mục dùng"
                            + " chung (docs/operations.md)."
                            + "\nA second machine needs the object store of the archive. Set"
                            + " tangthu.storage.type=s3 with tangthu.storage.s3.*, or"
                            + " tangthu.storage.directory for a shared folder.");
        }
    }

    @Override
    public boolean match(MetadataReader metadata, MetadataReaderFactory factory) {
        String name = metadata.getClassMetadata().getClassName();
        return name.startsWith(OURS)
                && !name.startsWith(STORAGE)
                && !metadata.getAnnotationMetadata().hasAnnotation(InWorkers.class.getName());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnlyWork;
    }

    @Override
    public int hashCode() {
        return OnlyWork.class.hashCode();
    }
}
