namespace Assay.Linking;

/// <summary>For which system and machine a folder of a package says its native files are; null for what it does not say.</summary>
internal readonly record struct RuntimeTarget(string? System, string? Machine)
{
    private static readonly string[] Machines = ["x86", "x64", "arm", "armel", "arm64", "s390x", "ppc64le", "riscv64", "loongarch64", "mips64"];

    // Other names of the same machines, as folders outside runtimes/ have them.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["amd64"] = "x64", ["x86_64"] = "x64", ["x86-64"] = "x64", ["i386"] = "x86", ["i686"] = "x86", ["aarch64"] = "arm64", ["armel"] = "arm", ["armhf"] = "arm", ["armv7"] = "arm",
    };

    // Families of systems that load the same format; distributions are Linux.
    private static readonly (string Prefix, string System)[] Systems =
    [
        ("win", "windows"), ("osx", "apple"), ("macos", "apple"), ("maccatalyst", "apple"), ("ios", "apple"), ("tvos", "apple"), ("watchos", "apple"), ("freebsd", "freebsd"), ("illumos", "solaris"), ("solaris", "solaris"),
        ("linux", "linux"), ("alpine", "linux"), ("android", "linux"), ("debian", "linux"), ("ubuntu", "linux"), ("linuxmint", "linux"), ("fedora", "linux"), ("rhel", "linux"), ("centos", "linux"), ("opensuse", "linux"), ("sles", "linux"), ("ol", "linux"), ("tizen", "linux"),
    ];

    /// <summary>Reads the path of an entry: <c>runtimes/RID/</c> says system and machine, a folder named like a machine says the machine.</summary>
    public static RuntimeTarget Of(string path)
    {
        var segments = path.Split('/', '\\');
        return segments.Length > 3 && segments[0].Equals("runtimes", StringComparison.OrdinalIgnoreCase) ? OfIdentifier(segments[1]) : new RuntimeTarget(null, OfFolders(segments.AsSpan(..^1)));
    }

    /// <summary>The target as findings write it.</summary>
    public override string ToString() => $"{System ?? "any"}-{Machine ?? "any"}";

    // A runtime identifier is system[.version][-variant]-machine[-more] (.NET, RID catalog).
    private static RuntimeTarget OfIdentifier(string identifier)
    {
        var parts = identifier.ToLowerInvariant().Split('-');
        string? system = null;
        foreach (var (prefix, name) in Systems)
        {
            // A version may follow: win10, osx.10.12, debian.8.
            if (parts[0].StartsWith(prefix, StringComparison.Ordinal) && (parts[0].Length == prefix.Length || !char.IsAsciiLetter(parts[0][prefix.Length])))
            {
                system = name;
                break;
            }
        }

        var machine = Array.Find(parts[1..], part => Array.IndexOf(Machines, part) >= 0);
        return new RuntimeTarget(parts[0].StartsWith("iossimulator", StringComparison.Ordinal) ? "apple" : system, machine is null ? null : OtherNames.GetValueOrDefault(machine, machine));
    }

    // The innermost folder decides; names that mean a choice of machines mean none.
    private static string? OfFolders(ReadOnlySpan<string> folders)
    {
        for (var i = folders.Length - 1; i >= 0; i--)
        {
            if (OtherNames.TryGetValue(folders[i], out var name))
            {
                return name;
            }

            var folder = folders[i].ToLowerInvariant();
            if (Array.IndexOf(Machines, folder) >= 0)
            {
                return folder;
            }
        }

        return null;
    }
}
