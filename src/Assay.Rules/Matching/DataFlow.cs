using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Follows values backwards within a method, through fields within a type, and from method to method of a file, by what the facts say of arguments.</summary>
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
    /// <param name="shared">What is looked at as a whole: within a method no value leaves it, within a type none leaves that.</param>
    /// <param name="isOrigin">Names the origin that a value is, with the method it lies in; null when it is none.</param>
    public string? FindOrigin(in FactHit sink, FactRelation shared, Func<FlowValue, string?> isOrigin)
    {
        var facts = package.Files[sink.File].Facts;
        var list = facts.Records[sink.Record].Arguments;
        if (list == FactRecord.None)
        {
            return null;
        }

        var walk = new Walk(scopes, UsesOf(sink.File, facts), facts, sink, shared);
        var start = new FlowValue("", default, scopes.Of(sink, Scope.Method), sink.Record, true, false);
        foreach (var argument in facts.Arguments[list].Items)
        {
            // What is told to the receiver itself, such as the address it talks to, is not what it is given here.
            walk.Add(argument, start with { IsFed = argument.Name != "this" });
        }

        return walk.Find(isOrigin);
    }

    private FileUses UsesOf(int file, FileFacts facts)
    {
        if (!_files.TryGetValue(facts, out var uses))
        {
            _files.Add(facts, uses = new FileUses(file, facts, scopes));
        }

        return uses;
    }

    /// <summary>One search: the values that wait, and those that were met.</summary>
    private sealed class Walk(ScopeMap scopes, FileUses uses, FileFacts facts, FactHit sink, FactRelation shared)
    {
        private readonly Queue<FlowValue> _pending = new();
        private readonly HashSet<(ScopeInstance, Derivation, string)> _seen = [];

        public string? Find(Func<FlowValue, string?> isOrigin)
        {
            while (_pending.TryDequeue(out var value))
            {
                if (isOrigin(value) is { } origin)
                {
                    return origin;
                }

                if (_seen.Count < MaximumValues && !Ends.Contains(value.Name))
                {
                    Expand(value);
                }
            }

            return null;
        }

        public void Add(in Argument argument, in FlowValue by)
        {
            if (argument is { Value: { } name, Derivation: Derivation.Result or Derivation.Parameter } && _seen.Count < MaximumValues && _seen.Add((by.Method, argument.Derivation, name)))
            {
                _pending.Enqueue(by with { Name = name, Derivation = argument.Derivation });
            }
        }

        private void Expand(in FlowValue value)
        {
            if (value.Derivation == Derivation.Result)
            {
                ExpandWithin(value);
            }

            if (shared != FactRelation.SameMethod)
            {
                Cross(value);
            }
        }

        private void ExpandWithin(in FlowValue value)
        {
            var name = value.Name.EndsWith(Constructor, StringComparison.Ordinal) ? value.Name[..^Constructor.Length] : value.Name;
            var setter = SetterOf(value);
            foreach (var record in uses.InMethod(value.Method))
            {
                var fact = facts.Records[record];
                if (fact.Kind is FactKind.Call or FactKind.New && facts.Strings[fact.Value] == (setter ?? name))
                {
                    AddAll(fact, value with { Record = record, IsFed = true }, setter is null);
                }
            }

            if (value.IsFed && uses.IsMade(value.Method, name))
            {
                AddFeeding(value, name);
            }

            foreach (var record in uses.WritesIn(scopes.Of(new FactHit(sink.File, value.Record), Scope.Type)))
            {
                if (facts.Strings[facts.Records[record].Value] == value.Name)
                {
                    AddAll(facts.Records[record], new FlowValue("", default, MethodOf(record), record, true, true), true);
                }
            }
        }

        // A property that the same method sets is what it was set to, and nothing else of its object.
        private string? SetterOf(in FlowValue value)
        {
            var at = value.Name.IndexOf("::get_", StringComparison.Ordinal);
            if (at < 0 || value.Name.StartsWith("System.", StringComparison.Ordinal))
            {
                return null;
            }

            var setter = string.Concat(value.Name.AsSpan(0, at), "::set_", value.Name.AsSpan(at + "::get_".Length));
            return uses.Borders.Sets(facts.Records[value.Record].Place, setter) ? setter : null;
        }

        // builder.Append(x), request.Content = x, source.CopyTo(made): what an object was given after it was made.
        private void AddFeeding(in FlowValue value, string name)
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
                    AddAll(fact, value with { Record = record, IsFed = true }, true);
                }
            }
        }

        // A parameter is what the calls of its method give; the result of a method of the file is what that method returns.
        private void Cross(in FlowValue value)
        {
            var borders = uses.Borders;
            if (value.Derivation == Derivation.Result)
            {
                foreach (var record in borders.Declared(value.Name))
                {
                    AddAcross(record, value, MethodBorders.Returns, -1);
                }

                foreach (var record in borders.ResultsOf(value.Name))
                {
                    AddAcross(record, value, null, 0);
                }

                return;
            }

            var method = borders.Spell(facts.Records[value.Record].Place);
            foreach (var declared in borders.Declared(method))
            {
                var position = PositionOf(declared, value.Name);
                foreach (var record in position < 0 ? [] : borders.CallsOf(method))
                {
                    AddAcross(record, value, null, position);
                }
            }
        }

        // The arguments of a fact of another method that have such a name, or stand at such a position among those without one.
        private void AddAcross(int record, in FlowValue value, string? name, int position)
        {
            if (shared == FactRelation.SameType && scopes.Of(new FactHit(sink.File, record), Scope.Type) != scopes.Of(sink, Scope.Type))
            {
                return;
            }

            var at = 0;
            foreach (var argument in ItemsOf(record))
            {
                if (argument.Name == name && (name is not null || at++ == position))
                {
                    Add(argument, value with { Method = MethodOf(record), Record = record, IsFed = true });
                }
            }
        }

        private int PositionOf(int declared, string parameter)
        {
            var at = 0;
            foreach (var argument in ItemsOf(declared))
            {
                if (argument.Name is null)
                {
                    if (argument.Value == parameter)
                    {
                        return at;
                    }

                    at++;
                }
            }

            return -1;
        }

        private ReadOnlySpan<Argument> ItemsOf(int record) => facts.Records[record].Arguments is var list and not FactRecord.None ? facts.Arguments[list].Items : [];

        private ScopeInstance MethodOf(int record) => scopes.Of(new FactHit(sink.File, record), Scope.Method);

        private void AddAll(in FactRecord fact, in FlowValue by, bool withReceiver)
        {
            foreach (var argument in facts.Arguments[fact.Arguments].Items)
            {
                if (withReceiver || argument.Name != "this")
                {
                    Add(argument, by);
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
    }

    /// <summary>The facts of a file that say where values come from: calls and constructions by method, writes of fields by type.</summary>
    private sealed class FileUses
    {
        private readonly FileFacts _facts;
        private readonly RecordGroups _methods;
        private readonly RecordGroups _constructions;
        private readonly RecordGroups _writes;
        private MethodBorders? _borders;

        public FileUses(int file, FileFacts facts, ScopeMap scopes)
        {
            _facts = facts;
            var methods = scopes.NumbersOf(file, Scope.Method);
            _methods = new RecordGroups(facts, methods, record => record.Arguments != FactRecord.None && record.Kind is FactKind.Call or FactKind.New);
            _constructions = new RecordGroups(facts, methods, record => record.Kind == FactKind.New);
            _writes = new RecordGroups(facts, scopes.NumbersOf(file, Scope.Type), record => record.Kind == FactKind.Field && record.Arguments != FactRecord.None && facts.HasArgument(record.Arguments, "value"));
        }

        /// <summary>Where values cross from method to method.</summary>
        public MethodBorders Borders => _borders ??= new MethodBorders(_facts);

        public ReadOnlySpan<int> InMethod(in ScopeInstance method) => _methods.Of(Number(method));

        /// <summary>True when the method makes an object of that type: an empty collection, buffer or builder is made of nothing.</summary>
        public bool IsMade(in ScopeInstance method, string type)
        {
            foreach (var record in _constructions.Of(Number(method)))
            {
                if (_facts.Strings[_facts.Records[record].Value] == type)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The writes of all fields in a type.</summary>
        public ReadOnlySpan<int> WritesIn(in ScopeInstance type) => _writes.Of(Number(type));

        // Files of equal content share this: the number of the file does not count.
        private static int Number(in ScopeInstance scope) => (int)(uint)scope.Key;
    }
}
