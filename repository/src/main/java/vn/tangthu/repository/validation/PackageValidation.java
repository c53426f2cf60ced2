package vn.tangthu.repository.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.repository.validation.bagit.BagArchives;
import vn.tangthu.repository.validation.bagit.BagValidator;
import vn.tangthu.repository.validation.bagit.SenderManifest;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.eark.EarkValidator;
import vn.tangthu.repository.validation.ocfl.OcflValidator;
import vn.tangthu.repository.validation.tt05.Tt05Validator;

/** Finds the validator for a package. Public for {@link java.util.ServiceLoader} only. */
public final class PackageValidation implements Validation {
    @Override
    public Optional<Kind> recognise(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            if (!BagArchives.isArchive(path)) {
                return Optional.empty();
            }
            if (Tt05Validator.recognises(path)) {
                return Optional.of(Kind.TT05);
            }
            return Optional.of(eark(path).orElse(Kind.BAGIT));
        }
        boolean bag = false;
        boolean mets = false;
        try (var children = Files.newDirectoryStream(path)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (!Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (name.startsWith("0=ocfl_object_")) {
                    return Optional.of(Kind.OCFL);
                }
                if (name.startsWith("0=ocfl_")) {
                    return Optional.of(Kind.OCFL_ROOT);
                }
                bag |= name.equals("bagit.txt");
                mets |= name.equals("METS.xml");
            }
        }
        if (bag) {
            return Optional.of(Kind.BAGIT);
        }
        if (mets && Tt05Validator.recognises(path)) {
            return Optional.of(Kind.TT05);
        }
        return mets ? eark(path) : Optional.empty();
    }

    private static Optional<Kind> eark(Path path) {
        return EarkValidator.recogniseSip(path).map(sip -> sip ? Kind.SIP : Kind.CSIP);
    }

    @Override
    public BagComparison compareBag(Path bag, Map<String, BagFile> files) throws IOException {
        return new SenderManifest(bag).compare(files);
    }

    @Override
    public Outcome validate(
            Path path,
            Kind kind,
            Options options,
            Consumer<ValidationFinding> findings,
            Progress progress)
            throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        Report report = new Report(options.findingsPerCode(), findings);
        switch (kind) {
            case BAGIT -> new BagValidator(report, options.threads(), progress).validate(path);
            case OCFL -> new OcflValidator(report, options.threads(), progress).object(path);
            case OCFL_ROOT -> new OcflValidator(report, options.threads(), progress).root(path);
            case CSIP ->
                    new EarkValidator(report, options.threads(), progress).validate(path, false);
            case SIP -> new EarkValidator(report, options.threads(), progress).validate(path, true);
            case TT05 -> new Tt05Validator(report, options.threads(), progress).validate(path);
        }
        return report.outcome(kind);
    }
}
