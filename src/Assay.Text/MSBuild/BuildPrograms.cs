using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Names the program that a token of a command line starts.</summary>
internal static class BuildPrograms
{
    /// <summary><c>$(MSBuildThisFileDirectory)..\tools\X.exe</c> => <c>x</c>; null when the name itself is not known.</summary>
    public static string? NameOf(string token)
    {
        var text = token.Trim().Trim('"', '\'').Replace("$(ComSpec)", "cmd", StringComparison.OrdinalIgnoreCase).Replace("%ComSpec%", "cmd", StringComparison.OrdinalIgnoreCase);
        if (text.Equals("$(DOTNET_HOST_PATH)", StringComparison.OrdinalIgnoreCase) || text.Equals("$(DotNetTool)", StringComparison.OrdinalIgnoreCase))
        {
            return "dotnet";
        }

        var name = text[(text.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        while (name.StartsWith("$(", StringComparison.Ordinal) && ExpressionText.EndOf(name, 1) is > 0 and var end)
        {
            name = name[(end + 1)..];
        }

        return name.Length == 0 || name.AsSpan().IndexOfAny("$@%(") >= 0 ? null : CommandLine.ProgramName(name);
    }
}
