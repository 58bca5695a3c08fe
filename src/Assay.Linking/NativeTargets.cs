using Assay.Model;

namespace Assay.Linking;

/// <summary>Compares for what a native file was built with what its folder says.</summary>
internal static class NativeTargets
{
    /// <summary>States each native file that the system and machine of its folder cannot load.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, FactWriter writer)
    {
        foreach (var file in files)
        {
            if (file.Artifact is not { Derived: false, Parent: 0, Kind: ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO })
            {
                continue;
            }

            var expected = RuntimeTarget.Of(file.Artifact.Name);
            if (expected is { System: null, Machine: null })
            {
                continue;
            }

            var image = Image.Of(file.Facts);
            if (!Fits(expected, image))
            {
                writer.Add(FactKind.Anomaly, "architecture-mismatch", arguments: new ArgumentList(
                    new Argument("file", file.Artifact.Name), new Argument("expected", expected.ToString()), new Argument("found", image.ToString())));
            }
        }
    }

    private static bool Fits(RuntimeTarget expected, Image image)
    {
        // What the headers do not say contradicts nothing.
        if (expected.System is { } system && image.System is { } found && system != found)
        {
            return false;
        }

        if (expected.Machine is not { } machine || image.Machines.Count == 0 || image.Machines.Contains("other"))
        {
            return true;
        }

        // Windows and macOS run programs (not libraries) of other machines: small helpers are often shipped once, for x86.
        return image.Machines.Contains(machine)
            || (machine == "arm64" && image.Machines.Contains("arm64e"))
            || (image.IsProgram && (image.System, machine) is ("windows", "x64" or "arm64") && (image.Machines.Contains("x86") || (machine == "arm64" && image.Machines.Contains("x64"))))
            || (image.IsProgram && (image.System, machine) is ("apple", "arm64") && image.Machines.Contains("x64"));
    }

    /// <summary>What the headers of a native file say.</summary>
    private sealed record Image(string? System, SortedSet<string> Machines, bool IsProgram)
    {
        public static Image Of(FileFacts facts)
        {
            string? system = null;
            var machines = new SortedSet<string>(StringComparer.Ordinal);
            var program = false;
            foreach (var record in facts.Records)
            {
                if (record.Kind != FactKind.Metadata || record.Arguments == FactRecord.None || facts.Arguments[record.Arguments]["value"] is not { } value)
                {
                    continue;
                }

                switch (facts.Strings[record.Value])
                {
                    case "image.system":
                        system = Family(value);
                        break;
                    case "image.machine":
                        machines.Add(value);
                        break;
                    case "image.kind":
                        program |= value == "program";
                        break;
                }
            }

            return new Image(system, machines, program);
        }

        public override string ToString() => $"{System ?? "any"}-{(Machines.Count == 0 ? "any" : string.Join('+', Machines))}";

        private static string? Family(string system) => system switch
        {
            "macos" or "maccatalyst" or "apple" => "apple",
            "other" => null,
            _ when system.StartsWith("ios", StringComparison.Ordinal) || system.StartsWith("tvos", StringComparison.Ordinal) || system.StartsWith("watchos", StringComparison.Ordinal) => "apple",
            _ => system,
        };
    }
}
