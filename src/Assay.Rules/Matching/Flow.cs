using Assay.Model;

namespace Assay.Rules;

/// <summary>Joins the steps of a flow that met in one scope.</summary>
internal static class Flow
{
    /// <summary>Gives the facts of the flow; null when every sink is known to take nothing but constants, or none is proven to take what an earlier step gave.</summary>
    public static List<FactHit>? Join(PackageFacts package, ScopeMap scopes, FactRelation shared, List<FactHit>[] steps, ConditionNode node)
    {
        var origins = new Origins(package, scopes, steps.AsSpan(..^1), node.Parameters);
        var result = new List<FactHit>();
        var flowing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sink in steps[^1])
        {
            var relation = origins.Relate(sink, shared, flowing);
            if (relation != FactRelation.None && (!node.Source.Proven || relation == FactRelation.DataFlow))
            {
                result.Add(sink with { Relation = relation });
            }
        }

        if (result.Count == 0)
        {
            return null;
        }

        foreach (var origin in steps[..^1].SelectMany(step => step))
        {
            var flows = flowing.Contains(origins.ValueOf(origin));
            result.Add(origin with { Relation = flows ? FactRelation.DataFlow : (FactRelation)Math.Max((byte)shared, (byte)origin.Relation) });
        }

        return result;
    }

    /// <summary>What the steps before the sink produce: members whose result flows on, and parameters of hooked methods.</summary>
    private sealed class Origins
    {
        private readonly PackageFacts _package;
        private readonly ScopeMap _scopes;
        private readonly TextTest[] _asked;
        private readonly HashSet<string> _members = new(StringComparer.Ordinal);
        private readonly Dictionary<(ScopeInstance Method, string Parameter), string> _parameters = [];

        public Origins(PackageFacts package, ScopeMap scopes, ReadOnlySpan<List<FactHit>> steps, TextTest[] asked)
        {
            _asked = asked;
            _package = package;
            _scopes = scopes;
            foreach (var step in steps)
            {
                foreach (var hit in step)
                {
                    Add(hit);
                }
            }
        }

        public string ValueOf(in FactHit hit)
        {
            var facts = _package.Files[hit.File].Facts;
            return facts.Strings[facts.Records[hit.Record].Value];
        }

        /// <summary>Says how the sink belongs to the origins; None when all its arguments are constants.</summary>
        public FactRelation Relate(in FactHit sink, FactRelation shared, HashSet<string> flowing)
        {
            var facts = _package.Files[sink.File].Facts;
            var list = facts.Records[sink.Record].Arguments;
            if (list == FactRecord.None || facts.Arguments[list].Items.IsEmpty)
            {
                return shared;
            }

            var constants = true;
            foreach (var argument in facts.Arguments[list].Items)
            {
                constants &= argument.IsConstant;
            }

            if (constants)
            {
                return FactRelation.None;
            }

            if (_scopes.DataFlow.FindOrigin(sink, shared, Origin) is { } origin)
            {
                flowing.Add(origin);
                return FactRelation.DataFlow;
            }

            return shared;
        }

        private void Add(in FactHit hit)
        {
            var facts = _package.Files[hit.File].Facts;
            var record = facts.Records[hit.Record];
            var value = facts.Strings[record.Value];
            if (record.Kind == FactKind.Anomaly)
            {
                AddMethodOf(facts, record);
                return;
            }

            _members.Add(value);
            if (record.Kind != FactKind.Method || record.Arguments == FactRecord.None)
            {
                return;
            }

            foreach (var parameter in facts.Arguments[record.Arguments].Items)
            {
                if (parameter.Name != MethodBorders.Returns && (parameter.Value ?? parameter.Name) is { } name && (_asked.Length == 0 || Array.Exists(_asked, test => test.Holds(name, null))))
                {
                    _parameters.TryAdd((_scopes.Of(hit, Scope.Method), name), value);
                }
            }
        }

        // What is measured of a method marks what the method gives.
        private void AddMethodOf(FileFacts facts, in FactRecord record)
        {
            if (record.Place != FactRecord.None && facts.PlaceNames(record.Place) is (>= 0 and var type, >= 0 and var method))
            {
                _members.Add(facts.Strings[type] + "::" + facts.Strings[method]);
            }
        }

        // What a constructor or setter keeps in a field is the object's from then on: theirs is what they hand on themselves.
        private string? Origin(FlowValue value) => value.Derivation == Derivation.Result ? OfMember(value.Name)
            : _parameters.TryGetValue((value.Method, value.Name), out var method) && !(value.IsKept && (method == ".ctor" || method.StartsWith("set_", StringComparison.Ordinal))) ? method : null;

        // A constructed object is the result of its constructor; the fact names the type.
        private string? OfMember(string member)
        {
            if (_members.TryGetValue(member, out var known))
            {
                return known;
            }

            var constructor = member.EndsWith("::.ctor", StringComparison.Ordinal) ? member[..^"::.ctor".Length] : member;
            return _members.TryGetValue(constructor, out known) ? known : null;
        }
    }
}
