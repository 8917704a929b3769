package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Allowed;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * What the operator lets the endpoint show and do (O8).
 *
 * @param showKeys to whom keys are shown
 * @param showValues to whom values are shown
 * @param roles those of whom something is shown to when authorized; anybody who is authenticated if empty
 * @param sample whether it looks for keys at all
 * @param access which of its operations there are
 */
public record EndpointSettings(Show showKeys, Show showValues, Set<String> roles, boolean sample, Access access) {

    /** Returns what is allowed to somebody. */
    Allowed allowed(SecurityContext viewer) {
        boolean keys = showKeys.isShown(viewer, roles);
        boolean writes = access == Access.UNRESTRICTED;
        return new Allowed(keys, showValues.isShown(viewer, roles), sample && keys, writes, writes);
    }
}
