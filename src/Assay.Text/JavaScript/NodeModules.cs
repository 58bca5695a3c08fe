using System.Collections.Frozen;

namespace Assay.Text.JavaScript;

/// <summary>The modules of Node.js whose members are stated.</summary>
internal static class NodeModules
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "child_process", "cluster", "crypto", "dgram", "dns", "fs", "fs/promises", "http", "http2", "https", "inspector", "module", "net", "os", "process", "readline", "repl", "tls", "v8", "vm", "worker_threads", "zlib",
        // Packages that send or run.
        "axios", "node-fetch", "request", "got", "ws", "shelljs", "execa", "cross-spawn", "superagent", "nodemailer", "bip39",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The module's name without <c>node:</c>; null for files and other packages.</summary>
    public static string? NameOf(string specifier)
    {
        var name = specifier.StartsWith("node:", StringComparison.Ordinal) ? specifier[5..] : specifier;
        return Names.Contains(name) ? name == "fs/promises" ? "fs" : name : null;
    }

    /// <summary>What a member of <c>fs</c> does with its first argument; null when that is no path.</summary>
    public static string? AccessOf(string member)
    {
        var name = member.EndsWith("Sync", StringComparison.Ordinal) ? member[..^4] : member;
        return name switch
        {
            "readFile" or "readdir" or "createReadStream" or "copyFile" or "cp" => "read",
            "writeFile" or "appendFile" or "createWriteStream" or "chmod" or "truncate" => "write",
            "unlink" or "rm" or "rmdir" or "rename" => "delete",
            "mkdir" or "mkdtemp" or "symlink" => "create",
            _ => null,
        };
    }
}
