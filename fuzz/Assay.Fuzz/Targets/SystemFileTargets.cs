using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.Text;

namespace Assay.Fuzz.Targets;

/// <summary>Files that Windows acts on.</summary>
internal static class SystemFileTargets
{
    private const string Group = "scripts";

    public static FuzzTarget Registry { get; } = Of("reg", ArtifactKind.RegistryFile, ScriptSeeds.Registry, ["Windows Registry Editor Version 5.00\n", "[HKEY_CURRENT_USER\\", "=hex(2):", "=dword:", "\\\n", "@=\""]);

    public static FuzzTarget Shortcut { get; } = Of("lnk", ArtifactKind.Shortcut, ScriptSeeds.Shortcuts, []) with { Mutations = Formats.Binary };

    public static FuzzTarget Setup { get; } = Of("inf", ArtifactKind.SetupInformation, ScriptSeeds.Setup, ["[DefaultInstall]\n", "AddReg=", "RunPostSetupCommands=", "%a%", "[Strings]\n", "HKLM,"]);

    public static FuzzTarget Application { get; } = Of("hta", ArtifactKind.HtmlApplication, ScriptSeeds.Applications, ["<script language=\"vbscript\">", "</script>", "<![CDATA[", "<hta:application ", "<!--", "onload=\""]);

    public static FuzzTarget InternetShortcut { get; } = Of("url", ArtifactKind.InternetShortcut, ScriptSeeds.InternetShortcuts, ["[InternetShortcut]\n", "URL=file://", "IconFile=", "[Desktop Entry]\n", "Exec="]);

    private static FuzzTarget Of(string name, ArtifactKind kind, Func<IEnumerable<byte[]>> seeds, IReadOnlyList<string> words) =>
        new(name, Group, seeds, Analysis.Of((input, facts) => SystemFileAnalyzer.Analyze(input.Span, kind, isRecovered: false, facts))) { Mutations = Formats.Code, Words = words, Endings = ["." + name] };
}
