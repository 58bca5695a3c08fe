namespace Assay.Text.Shell;

/// <summary>One simple command.</summary>
internal sealed class ShellCommand
{
    /// <summary>Name and arguments.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Variables that are set before it.</summary>
    public List<(string Name, string Value)> Assignments { get; } = [];

    /// <summary>Files it reads and writes.</summary>
    public List<(string Target, string Access)> Redirections { get; } = [];

    /// <summary>Name of the command whose output it takes.</summary>
    public string? Pipe { get; set; }

    /// <summary>What it takes from standard input; null when that is not known.</summary>
    public string? Input { get; set; }

    /// <summary>True when its input was decoded.</summary>
    public bool IsInputDecoded { get; set; }

    /// <summary>True when a here-document belongs to it.</summary>
    public bool Document { get; set; }

    /// <summary>True when a word was put together.</summary>
    public bool IsFolded { get; set; }

    /// <summary>True when its name was put together.</summary>
    public bool IsNameFolded { get; set; }

    /// <summary>Offset of its first word.</summary>
    public int Start { get; set; }
}
