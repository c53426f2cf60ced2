package vn.tangthu.portal.shell;

import java.util.List;

/** A room that has something to tell the archivists until it is seen to. */
public interface OpenMatters {
    List<Matter> matters();

    /**
     * @param kind what is the matter; its words stand under {@code enum.Matter.KIND}
     * @param subject a path or a name, as it was found
     */
    record Matter(String kind, String subject) {}
}
