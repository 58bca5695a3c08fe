namespace Assay.Native.Pe;

/// <summary>States where the headers of an image contradict each other or the file: what loaders, debuggers and scanners may then read differently.</summary>
internal static class PeStructure
{
    private const int MaximumSections = 96;

    public static void Write(in PeImage image, NativeFacts facts)
    {
        if (image.HasShortOptionalHeader)
        {
            facts.Misleading("optional-header-size");
        }

        if (image.HasTooManyDirectories)
        {
            facts.Misleading("directory-count");
        }

        if (image.DeclaredSections > MaximumSections || image.Sections.Length < Math.Min(image.DeclaredSections, MaximumSections))
        {
            facts.Misleading("section-table");
        }

        WriteSections(image, facts);
        WriteEntryPoint(image, facts);
    }

    private static void WriteSections(in PeImage image, NativeFacts facts)
    {
        var length = image.Reader.Bytes.Length;
        var sections = image.Sections;
        for (var i = 0; i < sections.Length; i++)
        {
            ref readonly var section = ref sections[i];

            // The last section may lack the filling up to the alignment, which nobody reads.
            if (section.RawSize > 0 && section.RawOffset + Math.Min(section.RawSize, section.MemorySize) > length)
            {
                facts.Misleading("section-outside-file", section.Name);
            }

            for (var other = i + 1; other < sections.Length; other++)
            {
                if (Overlap(section.RawOffset, section.RawSize, sections[other].RawOffset, sections[other].RawSize))
                {
                    facts.Misleading("sections-share-bytes", sections[other].Name);
                }

                if (Overlap(section.VirtualAddress, section.MemorySize, sections[other].VirtualAddress, sections[other].MemorySize))
                {
                    facts.Misleading("sections-share-addresses", sections[other].Name);
                }
            }
        }
    }

    private static void WriteEntryPoint(in PeImage image, NativeFacts facts)
    {
        // Managed images name a stub or nothing; the runtime looks at its own header.
        if (image.EntryPoint == 0 || image.IsManaged)
        {
            return;
        }

        foreach (ref readonly var section in image.Sections)
        {
            if (image.EntryPoint >= section.VirtualAddress && image.EntryPoint - section.VirtualAddress < Math.Max(section.MemorySize, section.RawSize))
            {
                if (!section.IsExecutable)
                {
                    facts.Misleading("entry-point-not-executable", section.Name);
                }

                return;
            }
        }

        facts.Misleading("entry-point-outside-sections");
    }

    private static bool Overlap(long start, long size, long otherStart, long otherSize) =>
        size > 0 && otherSize > 0 && start < otherStart + otherSize && otherStart < start + size;
}
