package vn.tangthu.portal.cli;

import com.vaadin.flow.router.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** All addresses that the running application has, to see whether a table knows each of them. */
final class MatrixAddresses {
    private final RunningArchive archive;

    MatrixAddresses(RunningArchive archive) {
        this.archive = archive;
    }

    /** Of what maps addresses to code: by the kind of each, so that another kind is noticed. */
    Set<String> kindsOfMappings() {
        return archive.all(HandlerMapping.class).values().stream()
                .map(each -> each.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Addresses that are answered by functions, of which the table can ask nothing. */
    Set<String> functions() {
        return archive.all(RouterFunction.class).keySet();
    }

    private List<RequestMappingInfoHandlerMapping> mappings() {
        return List.copyOf(archive.all(RequestMappingInfoHandlerMapping.class).values());
    }

    /** Every address that some method answers, as it is declared. */
    Set<String> declared() {
        Set<String> declared = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping : mappings()) {
            mapping.getHandlerMethods()
                    .forEach((info, method) -> declared.add(named(info, method)));
        }
        return declared;
    }

    private static String named(RequestMappingInfo info, HandlerMethod method) {
        return info + " → " + method.getShortLogMessage();
    }

    /** Those of {@link #declared} that answer one of these. */
    Set<String> answering(List<String[]> methodsAndPaths) throws Exception {
        Set<String> answering = new HashSet<>();
        for (String[] each : methodsAndPaths) {
            String path = each[1].replaceFirst("\\?.*", "");
            MockHttpServletRequest request = new MockHttpServletRequest(each[0], path);
            request.addHeader("Accept", "*/*");
            ServletRequestPathUtils.parseAndCache(request);
            for (RequestMappingInfoHandlerMapping mapping : mappings()) {
                HandlerExecutionChain chain = mapping.getHandler(request);
                if (chain == null || !(chain.getHandler() instanceof HandlerMethod found)) {
                    continue;
                }
                for (Map.Entry<RequestMappingInfo, HandlerMethod> one :
                        mapping.getHandlerMethods().entrySet()) {
                    if (one.getValue().getMethod().equals(found.getMethod())
                            && one.getKey().getMatchingCondition(request) != null) {
                        answering.add(named(one.getKey(), one.getValue()));
                    }
                }
            }
        }
        return answering;
    }

    /** The routes of all views, in order. */
    static SortedSet<String> views() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        SortedSet<String> routes = new TreeSet<>();
        for (var found : scanner.findCandidateComponents("vn.tangthu")) {
            routes.add(
                    Class.forName(String.valueOf(found.getBeanClassName()))
                            .getAnnotation(Route.class)
                            .value());
        }
        return routes;
    }

    /** Views with something in their address that none of these addresses leads to. */
    static List<String> unknownViews(List<String> addresses) throws ClassNotFoundException {
        List<String> unknown = new ArrayList<>();
        for (String route : views()) {
            String pattern = route.replaceAll(":[a-z]+", "[^/]+");
            if (route.contains(":")
                    && addresses.stream()
                            .noneMatch(each -> each.replaceFirst("\\?.*", "").matches(pattern))) {
                unknown.add(route);
            }
        }
        return unknown;
    }
}
