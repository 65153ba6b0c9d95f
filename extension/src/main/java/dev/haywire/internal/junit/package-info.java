/** Lookup, lifecycle and injection of declared endpoints, faults around tests, and the check that they fired. */
@NullMarked
package dev.haywire.internal.junit;

import org.jspecify.annotations.NullMarked;
