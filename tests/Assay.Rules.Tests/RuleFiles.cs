namespace Assay.Rules.Tests;

/// <summary>A folder of rule files that goes away with the test.</summary>
internal sealed class RuleFiles : IDisposable
{
    public const string Behavior = """
        title: Opens a socket that waits for incoming connections.
        risk: benign
        attack: [T1095]
        when:
          any:
            - call: System.Net.Sockets.TcpListener::Start
            - pinvoke: ws2_32!listen
        examples:
          fires:
            - csharp: new TcpListener(IPAddress.Any, 80).Start();
            - facts: [{ pinvoke: ws2_32!listen }]
          quiet:
            - csharp: new TcpClient("host", 80).Close();
              why: connects and does not listen
        """;

    public const string Policy = """
        title: Listens when it is loaded
        problem: Code that listens as soon as it is loaded waits for somebody.
        next-steps:
          - investigate: Look who connects.
          - stop: Do not use it.
        severity: high
        priority: 1
        effort: medium
        assessment: malware
        status: fail
        cwe: [CWE-506]
        aka: [XX1234]
        when:
          behavior: opens-socket
          surface: [load, install]
        examples:
          fires:
            - facts: [{ pinvoke: ws2_32!listen, surface: [load] }]
          quiet:
            - facts: [{ pinvoke: ws2_32!listen }]
              why: runs when it is called
        """;

    public const string Index = """{"version":"19.2","techniques":{"T1095":{"name":"Non-Application Layer Protocol"},"T1071":{"name":"Unused"}},"revoked":{"T1562":"T1685"}}""";

    private readonly string _directory = Directory.CreateTempSubdirectory("assay-rules-").FullName;

    public RuleFiles() => Add("attack.json", Index);

    public static RuleFiles Valid() => new RuleFiles().Add("behaviors/network/opens-socket.yml", Behavior).Add("policies/hunting/listens-on-load.yml", Policy);

    public RuleFiles Add(string path, string text)
    {
        var full = Path.Combine(_directory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public RuleFiles Delete(string path)
    {
        File.Delete(Path.Combine(_directory, path));
        return this;
    }

    public string PathOf(string path) => Path.Combine(_directory, path);

    public RuleFolderResult Read() => RuleFolder.Read(_directory);

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
