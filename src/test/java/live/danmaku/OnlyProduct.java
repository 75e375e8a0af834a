package live.danmaku;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What goes into the WAR: not tests, and not the tools that are compiled with them. */
public final class OnlyProduct implements ImportOption {

    private final ImportOption noTests = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return noTests.includes(location);
    }
}
