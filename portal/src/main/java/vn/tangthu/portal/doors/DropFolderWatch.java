package vn.tangthu.portal.doors;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.storage.TangThuHome;

/**
 * Looks into the drop folder every few seconds, in the process that serves. Looking is enough: a
 * network share says nothing when something appears.
 */
@Configuration
@EnableScheduling
@ConditionalOnWebApplication
@ConditionalOnProperty(
        name = "tangthu.drop-folder.enabled",
        havingValue = "true",
        matchIfMissing = true)
class DropFolderWatch {
    @Bean
    DropFolder dropFolder(
            @Value("${tangthu.drop-folder.directory:}") String directory,
            TangThuHome home,
            Deliveries deliveries,
            DeliveryReport report,
            ActivityLog activity,
            Clock clock) {
        Path place = directory.isBlank() ? home.inbox() : Path.of(directory);
        return new DropFolder(place, deliveries, report, activity, clock);
    }

    @Bean
    Look dropFolderLook(DropFolder folder) {
        return new Look(folder);
    }

    /** The task; the folder itself knows nothing of time. */
    static final class Look {
        private final DropFolder folder;

        Look(DropFolder folder) {
            this.folder = folder;
        }

        @Scheduled(
                fixedDelayString = "${tangthu.drop-folder.interval:5s}",
                initialDelayString = "${tangthu.drop-folder.interval:5s}")
        void look() {
            folder.look();
        }
    }
}
