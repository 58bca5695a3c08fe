using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Knows which parameters of MSBuild's own tasks name files, and states how these are used.</summary>
internal static class TaskFiles
{
    private static readonly FrozenDictionary<string, (string Parameter, string Access)[]> Files = new Dictionary<string, (string, string)[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["WriteLinesToFile"] = [("File", "write")],
        ["ReadLinesFromFile"] = [("File", "read")],
        ["WriteCodeFragment"] = [("OutputFile", "write")],
        ["Delete"] = [("Files", "delete")],
        ["RemoveDir"] = [("Directories", "delete")],
        ["MakeDir"] = [("Directories", "create")],
        ["Touch"] = [("Files", "write")],
        ["Unzip"] = [("SourceFiles", "read"), ("DestinationFolder", "create")],
        ["Untar"] = [("SourceFiles", "read"), ("DestinationFolder", "create")],
        ["ZipDirectory"] = [("SourceDirectory", "read"), ("DestinationFile", "write")],
        ["XmlPeek"] = [("XmlInputPath", "read")],
        ["XmlPoke"] = [("XmlInputPath", "write")],
        ["XslTransformation"] = [("XmlInputPaths", "read"), ("XslInputPath", "read"), ("OutputPaths", "write")],
        ["TransformXml"] = [("Source", "read"), ("Destination", "write")],
        ["GetFileHash"] = [("Files", "read")],
        ["VerifyFileHash"] = [("File", "read")],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static void Write(BuildElement task, TaskParameters parameters, BuildPosition at, BuildFactWriter facts)
    {
        if (Files.TryGetValue(task.Name, out var rows))
        {
            foreach (var (parameter, access) in rows)
            {
                WriteAll(parameters[parameter], access, at, facts);
            }
        }
        else if (task.Is("Copy") || task.Is("Move"))
        {
            WriteTransfer(parameters, at, facts);
        }
        else if (task.Is("DownloadFile"))
        {
            WriteDownload(parameters, at, facts);
        }
        else if (task.Is("MSBuild"))
        {
            WriteIncludes(parameters["Projects"], "project", at, facts);
        }

        // A task that runs a tool takes another one from here.
        if (parameters["ToolExe"] is { } tool)
        {
            var folder = parameters["ToolPath"]?.Plain;
            facts.Add(FactKind.Include, FilePath.Normalize(string.IsNullOrEmpty(folder) ? tool.Plain : FilePath.Combine([folder, tool.Plain])), at, tool.Derivation, new Argument("how", "run"));
        }
    }

    private static void WriteAll(BuildValue? value, string access, BuildPosition at, BuildFactWriter facts)
    {
        if (value is { } paths)
        {
            foreach (var path in paths.Items)
            {
                facts.AddPath(path, access, at, paths.Derivation);
            }
        }
    }

    private static void WriteIncludes(BuildValue? value, string how, BuildPosition at, BuildFactWriter facts)
    {
        if (value is { } paths)
        {
            foreach (var path in paths.Items)
            {
                facts.Add(FactKind.Include, FilePath.Normalize(path), at, paths.Derivation, new Argument("how", how));
            }
        }
    }

    // Into a folder every file keeps its name.
    private static void WriteTransfer(TaskParameters parameters, BuildPosition at, BuildFactWriter facts)
    {
        WriteAll(parameters["SourceFiles"], "read", at, facts);
        WriteAll(parameters["DestinationFiles"], "write", at, facts);
        if (parameters["DestinationFolder"] is not { } folder)
        {
            return;
        }

        foreach (var source in parameters["SourceFiles"]?.Items ?? [])
        {
            var name = source[(source.AsSpan().LastIndexOfAny('/', '\\', ')') + 1)..];
            facts.AddPath(name.Length == 0 ? folder.Plain : FilePath.Combine([folder.Plain, name]), "write", at, Derivation.Folded);
        }
    }

    private static void WriteDownload(TaskParameters parameters, BuildPosition at, BuildFactWriter facts)
    {
        var url = parameters["SourceUrl"]?.Plain ?? "";
        var name = parameters["DestinationFileName"]?.Plain ?? url[(url.LastIndexOf('/') + 1)..];
        if (parameters["DestinationFolder"]?.Plain is { Length: > 0 } folder)
        {
            facts.AddPath(name.Length == 0 ? folder : FilePath.Combine([folder, name]), "write", at, Derivation.Folded);
        }
    }
}
