/** The JUnit Jupiter extension; annotations bring it along. */
package dev.haywire.junit;
