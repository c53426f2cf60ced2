package vn.tangthu.repository.aip;

import java.io.IOException;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.aip.ocfl.ObjectGlance;
import vn.tangthu.repository.aip.ocfl.ObjectRoots;
import vn.tangthu.repository.aip.ocfl.OcflObjects;

/** Hands on what the listing showed, so that nobody walks the object's directories again. */
record ListedObject(
        OcflObjects objects, ObjectRoots.Listed listed, ObjectInspection.ContentFiles contentFiles)
        implements AipStore.Listed {

    @Override
    public int files() {
        return listed.paths().size();
    }

    @Override
    public boolean again() {
        return listed.again();
    }

    @Override
    public AipStore.Opened open() throws IOException {
        if (!OcflObjects.isRoot(listed.root())) {
            return new Stray(ObjectInspection.ref(listed.root(), null));
        }
        ObjectGlance glance = objects.glance(listed.root(), listed.again() ? null : listed.paths());
        return new Read(
                ObjectInspection.ref(listed.root(), glance.inventory()), glance, contentFiles);
    }

    private record Stray(ObjectRef object) implements AipStore.Opened {
        @Override
        public Inspection inspect() {
            return ObjectInspection.stray(object);
        }
    }

    private record Read(
            ObjectRef object, ObjectGlance glance, ObjectInspection.ContentFiles contentFiles)
            implements AipStore.Opened {
        @Override
        public Inspection inspect() throws IOException {
            return ObjectInspection.of(object, glance.survey(), contentFiles);
        }
    }
}
