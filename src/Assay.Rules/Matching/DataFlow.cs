using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Follows values backwards within a method, and through fields within a type, by what the facts say of arguments.</summary>
/// <remarks>
/// <code>client.PostAsync(url, new StringContent(Convert.ToBase64String(File.ReadAllBytes(path))))</code>
/// is three facts whose arguments name the member before: nothing more needs to be stored to get from the last to the first.
/// A value is known by the member that gave it; where a method calls that member more than once, all of its arguments count.
/// </remarks>
internal sealed class DataFlow(PackageFacts package, ScopeMap scopes)
{
    private const int MaximumValues = 256;
    private const string Constructor = "::.ctor";

    // What a stream or buffer is given through these comes from the receiver.
    private static readonly string[] Fillers = ["CopyTo", "CopyToAsync", "WriteTo", "Read", "ReadAsync", "ReadExactly", "Receive", "ReceiveAsync"];

    // What these give says something about a value, or names another thing: it is not the value.
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal)
    {
        "System.IO.Path::GetDirectoryName", "System.IO.FileInfo::get_DirectoryName", "System.IO.FileInfo::get_Directory", "System.IO.DirectoryInfo::get_Parent", "System.IO.Directory::GetParent",
        "System.IO.FileSystemInfo::get_Exists", "System.IO.FileInfo::get_Exists", "System.IO.File::Exists", "System.IO.Directory::Exists",
        "System.String::get_Length", "System.Array::get_Length", "System.IO.Stream::get_Length", "System.IO.FileInfo::get_Length", "System.String::IsNullOrEmpty", "System.String::op_Equality", "System.String::op_Inequality",
        "System.Object::GetType", "System.Object::GetHashCode", "System.Object::Equals",
    };

    private readonly Dictionary<FileFacts, FileUses> _files = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks for an origin of what a fact takes; null when none is found.</summary>
    /// <param name="sink">The fact.</param>
    /// <param name="isOrigin">Names the origin that a value is, with the method it lies in; null when it is none.</param>
    public string? FindOrigin(in FactHit sink, Func<FlowValue, string?> isOrigin)
    {
        var facts = package.Files[sink.File].Facts;
        var list = facts.Records[sink.Record].Arguments;
        if (list == FactRecord.None)
        {
            return null;
        }

        var pending = new Queue<FlowValue>();
        var seen = new HashSet<(ScopeInstance, Derivation, string)>();
        var method = scopes.Of(sink, Scope.Method);
        foreach (var argument in facts.Arguments[list].Items)
        {
            // What is told to the receiver itself, such as the address it talks to, is not what it is given here.
            Add(argument, method, sink.Record, argument.Name != "this", pending, seen);
        }

        while (pending.TryDequeue(out var value))
        {
            if (isOrigin(value) is { } origin)
            {
                return origin;
            }

            if (value.Derivation == Derivation.Result && seen.Count < MaximumValues && !Ends.Contains(value.Name))
            {
                Expand(value, sink.File, facts, pending, seen);
            }
        }

        return null;
    }

    private void Expand(in FlowValue value, int file, FileFacts facts, Queue<FlowValue> pending, HashSet<(ScopeInstance, Derivation, string)> seen)
    {
        var uses = UsesOf(file, facts);
        var name = value.Name.EndsWith(Constructor, StringComparison.Ordinal) ? value.Name[..^Constructor.Length] : value.Name;
        var isMade = false;
        foreach (var record in uses.InMethod(value.Method))
        {
            var fact = facts.Records[record];
            if (fact.Kind is FactKind.Call or FactKind.New && facts.Strings[fact.Value] == name)
            {
                isMade |= fact.Kind == FactKind.New;
                AddAll(facts, fact, record, value.Method, true, pending, seen);
            }
        }

        if (isMade && value.IsFed)
        {
            AddFeeding(value, name, uses, facts, pending, seen);
        }

        foreach (var record in uses.WritesOf(scopes.Of(new FactHit(file, value.Record), Scope.Type), value.Name))
        {
            AddAll(facts, facts.Records[record], record, scopes.Of(new FactHit(file, record), Scope.Method), true, pending, seen);
        }
    }

    // builder.Append(x), request.Content = x, source.CopyTo(made): what an object was given after it was made.
    private static void AddFeeding(in FlowValue value, string name, FileUses uses, FileFacts facts, Queue<FlowValue> pending, HashSet<(ScopeInstance, Derivation, string)> seen)
    {
        foreach (var record in uses.InMethod(value.Method))
        {
            var fact = facts.Records[record];
            if (fact.Kind != FactKind.Call)
            {
                continue;
            }

            var items = facts.Arguments[fact.Arguments].Items;
            var takes = items is [{ Name: "this", Derivation: Derivation.Result } receiver, ..] && receiver.Value == name;
            if (takes || Fills(facts.Strings[fact.Value], items, name))
            {
                AddAll(facts, fact, record, value.Method, true, pending, seen);
            }
        }
    }

    private static bool Fills(string member, ReadOnlySpan<Argument> items, string name)
    {
        if (items is not [{ Name: "this" }, ..] || !Array.Exists(Fillers, filler => member.EndsWith("::" + filler, StringComparison.Ordinal)))
        {
            return false;
        }

        foreach (var item in items[1..])
        {
            if (item.Derivation == Derivation.Result && item.Value == name)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddAll(FileFacts facts, in FactRecord fact, int record, in ScopeInstance method, bool isFed, Queue<FlowValue> pending, HashSet<(ScopeInstance, Derivation, string)> seen)
    {
        foreach (var argument in facts.Arguments[fact.Arguments].Items)
        {
            Add(argument, method, record, isFed, pending, seen);
        }
    }

    private static void Add(in Argument argument, in ScopeInstance method, int record, bool isFed, Queue<FlowValue> pending, HashSet<(ScopeInstance, Derivation, string)> seen)
    {
        if (argument is { Value: { } name, Derivation: Derivation.Result or Derivation.Parameter } && seen.Count < MaximumValues && seen.Add((method, argument.Derivation, name)))
        {
            pending.Enqueue(new FlowValue(name, argument.Derivation, method, record, isFed));
        }
    }

    private FileUses UsesOf(int file, FileFacts facts)
    {
        if (!_files.TryGetValue(facts, out var uses))
        {
            _files.Add(facts, uses = new FileUses(file, facts, scopes));
        }

        return uses;
    }

    /// <summary>The facts of a file that say where values come from, by method, and writes of fields by type.</summary>
    private sealed class FileUses
    {
        private static readonly List<int> Nothing = [];
        private readonly Dictionary<long, List<int>> _methods = [];
        private readonly Dictionary<(long Type, string Field), List<int>> _writes = [];

        public FileUses(int file, FileFacts facts, ScopeMap scopes)
        {
            for (var i = 0; i < facts.Records.Count; i++)
            {
                var record = facts.Records[i];
                if (record.Arguments == FactRecord.None || record.Place == FactRecord.None)
                {
                    continue;
                }

                if (record.Kind is FactKind.Call or FactKind.New)
                {
                    Add(_methods, Number(scopes.Of(new FactHit(file, i), Scope.Method)), i);
                }
                else if (record.Kind == FactKind.Field && facts.Arguments[record.Arguments]["value"] is not null)
                {
                    Add(_writes, (Number(scopes.Of(new FactHit(file, i), Scope.Type)), facts.Strings[record.Value]), i);
                }
            }
        }

        public List<int> InMethod(in ScopeInstance method) => _methods.GetValueOrDefault(Number(method), Nothing);

        public List<int> WritesOf(in ScopeInstance type, string field) => _writes.GetValueOrDefault((Number(type), field), Nothing);

        // Files of equal content share this: the number of the file does not count.
        private static long Number(in ScopeInstance scope) => (uint)scope.Key;

        private static void Add<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int record)
            where TKey : notnull
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
            (list ??= []).Add(record);
        }
    }
}

/// <summary>A value on its way: the result of a member, or a parameter.</summary>
/// <param name="Name">The member or the parameter.</param>
/// <param name="Derivation">Which of the two.</param>
/// <param name="Method">The method it was met in.</param>
/// <param name="Record">The fact that named it.</param>
/// <param name="IsFed">True when what the object is given after it was made counts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlowValue(string Name, Derivation Derivation, ScopeInstance Method, int Record, bool IsFed);
