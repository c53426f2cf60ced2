package vn.tangthu.portal.cli;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.indexer.Search;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Exports;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Holidays;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RestoreDrills;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.VirusScans;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.TangThuHome;

/**
 * The ports that verbs call, each fetched when a verb needs it: help and usage errors need none.
 */
@Component
record Ports(
        ObjectProvider<TangThuHome> home,
        ObjectProvider<ObjectStore> store,
        ObjectProvider<DeliveryTemplate> template,
        ObjectProvider<Deliveries> deliveries,
        ObjectProvider<Contractors> contractors,
        ObjectProvider<Search> search,
        ObjectProvider<IndexStatus> index,
        ObjectProvider<FixityAudits> audits,
        ObjectProvider<AuditBudget> budget,
        ObjectProvider<Copies> copies,
        ObjectProvider<BackupSets> sets,
        ObjectProvider<RestoreDrills> drills,
        ObjectProvider<VirusScans> scans,
        ObjectProvider<Exports> exports,
        ObjectProvider<PackageExports> packages,
        ObjectProvider<AccessRequests> requests,
        ObjectProvider<Catalogue> catalogue,
        ObjectProvider<Holdings> holdings,
        ObjectProvider<Recovery> recovery,
        ObjectProvider<Accounts> accounts,
        ObjectProvider<AccountClosings> closings,
        ObjectProvider<Inheritance> inheritance,
        ObjectProvider<TextWork> textWork,
        ObjectProvider<TextLine> textLine,
        ObjectProvider<OcrAvailability> ocr,
        ObjectProvider<AltoTexts> alto,
        ObjectProvider<ActivityLog> activity,
        ObjectProvider<Ledger> ledger,
        ObjectProvider<Bodies> bodies,
        ObjectProvider<BodyLists> bodyLists,
        ObjectProvider<Holidays> holidays,
        ObjectProvider<Serving> serving) {
    /** For parsing only. */
    static final Ports NONE = none();

    private static Ports none() {
        StaticListableBeanFactory empty = new StaticListableBeanFactory();
        return new Ports(
                empty.getBeanProvider(TangThuHome.class),
                empty.getBeanProvider(ObjectStore.class),
                empty.getBeanProvider(DeliveryTemplate.class),
                empty.getBeanProvider(Deliveries.class),
                empty.getBeanProvider(Contractors.class),
                empty.getBeanProvider(Search.class),
                empty.getBeanProvider(IndexStatus.class),
                empty.getBeanProvider(FixityAudits.class),
                empty.getBeanProvider(AuditBudget.class),
                empty.getBeanProvider(Copies.class),
                empty.getBeanProvider(BackupSets.class),
                empty.getBeanProvider(RestoreDrills.class),
                empty.getBeanProvider(VirusScans.class),
                empty.getBeanProvider(Exports.class),
                empty.getBeanProvider(PackageExports.class),
                empty.getBeanProvider(AccessRequests.class),
                empty.getBeanProvider(Catalogue.class),
                empty.getBeanProvider(Holdings.class),
                empty.getBeanProvider(Recovery.class),
                empty.getBeanProvider(Accounts.class),
                empty.getBeanProvider(AccountClosings.class),
                empty.getBeanProvider(Inheritance.class),
                empty.getBeanProvider(TextWork.class),
                empty.getBeanProvider(TextLine.class),
                empty.getBeanProvider(OcrAvailability.class),
                empty.getBeanProvider(AltoTexts.class),
                empty.getBeanProvider(ActivityLog.class),
                empty.getBeanProvider(Ledger.class),
                empty.getBeanProvider(Bodies.class),
                empty.getBeanProvider(BodyLists.class),
                empty.getBeanProvider(Holidays.class),
                empty.getBeanProvider(Serving.class));
    }
}
