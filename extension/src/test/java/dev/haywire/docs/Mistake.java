package dev.haywire.docs;

import org.junit.jupiter.params.provider.Arguments;

/**
 * A typical mistake and what Haywire says to it.
 *
 * @param section of the page
 * @param title of the mistake
 * @param owner the simple name of the test class that makes it
 * @param subject what makes it there: a nested class, a method or a call
 * @param text the message, with {@code {test}} for the class that makes it
 */
public record Mistake(String section, String title, String owner, String subject, String text) {

    /**
     * Returns the message of a subject that is a class nested in its test.
     *
     * @return as messages spell that class
     */
    public String message() {
        return text.replace("{test}", owner + "." + subject);
    }

    /**
     * Returns it for a table test whose subjects are classes nested in the test.
     *
     * @param test the test class
     * @return the class and the message
     */
    public Arguments ofClass(Class<?> test) {
        try {
            return Arguments.of(Class.forName(test.getName() + "$" + subject, false, test.getClassLoader()), message());
        } catch (ClassNotFoundException absent) {
            throw new AssertionError("the mistake \"" + title + "\" has no subject", absent);
        }
    }

    /**
     * Returns it for a table test whose subjects are the methods of its nested class {@code Subject}.
     *
     * @return the method and the message
     */
    public Arguments ofMethod() {
        return Arguments.of(subject, text.replace("{test}", owner + ".Subject"));
    }

    /** As reports of tests name it. */
    @Override
    public String toString() {
        return title;
    }

    /** As the page shows it: the test is one of the reader's. */
    String onThePage() {
        return text.replace("{test}", "OrdersTest")
                .replaceAll("\\{(tcp|udp)}", "127.0.0.1:40000")
                .replaceAll("\\b" + owner + "\\b", "OrdersTest");
    }
}
