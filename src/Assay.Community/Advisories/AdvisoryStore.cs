namespace Assay.Community;

/// <summary>Says where the advisory database of a user is.</summary>
public static class AdvisoryStore
{
    private const string FileName = "advisories.json";

    /// <summary>Finds the file that is used when none is named: in the folder of the variable <c>ASSAY_DATA</c>, else in the platform's own folder for data of the user.</summary>
    public static string FindFile(Func<string, string?> variable)
    {
        if (variable("ASSAY_DATA") is { Length: > 0 } named)
        {
            return Path.Combine(Path.GetFullPath(named), FileName);
        }

        // Linux: XDG_DATA_HOME or ~/.local/share; macOS: ~/Library/Application Support; Windows: %LOCALAPPDATA%.
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "assay", FileName);
    }
}
