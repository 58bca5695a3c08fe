using System.Text;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Reads what <see cref="PackWriter"/> writes.</summary>
/// <remarks>At the start of every scan: nothing here is generic over a value, which the runtime would compile anew each time.</remarks>
internal ref struct PackReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string[] _texts;
    private readonly FactPredicate[] _facts = [];
    private int _position;
    private int _depth;

    public PackReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _texts = AllTexts();
        _facts = List(static (ref reader) => reader.Fact());
    }

    public RulePack Pack()
    {
        var pack = new RulePack
        {
            Version = Text(),
            AttackVersion = Text(),
            AttackNames = Names(),
            Behaviors = List(static (ref reader) => reader.Behavior()),
            Policies = List(static (ref reader) => reader.Policy()),
        };
        return _position == _bytes.Length ? pack : throw Broken();
    }

    private delegate T Item<out T>(ref PackReader reader);

    private BehaviorRule Behavior() => new()
    {
        Id = Text(),
        Category = Text(),
        Title = Text(),
        ConditionHash = Text(),
        Stage = (RuleStage)Number(),
        Chain = (ChainKind)Number(),
        Attack = Texts(),
        Cwe = Texts(),
        Was = Texts(),
        When = Condition(),
        Risk = (Risk)Number(),
        Catalogue = Texts(),
    };

    private PolicyRule Policy() => new()
    {
        Id = Text(),
        Category = Text(),
        Title = Text(),
        ConditionHash = Text(),
        Stage = (RuleStage)Number(),
        Chain = (ChainKind)Number(),
        Attack = Texts(),
        Cwe = Texts(),
        Was = Texts(),
        When = Condition(),
        Problem = Text(),
        NextSteps = List(static (ref reader) => new NextStep((NextStepKind)reader.Number(), reader.Text())),
        Severity = (Severity)Number(),
        Priority = Number(),
        Effort = (Effort)Number(),
        Assessment = (AssessmentKind)Number(),
        Status = (AssessmentStatus)Number(),
        Aka = Texts(),
        SubjectPackage = Truth(),
    };

    private Condition Condition()
    {
        if (++_depth > RulePackFile.MaximumDepth)
        {
            throw Broken();
        }

        var condition = new Condition
        {
            Kind = (ConditionKind)Number(),
            Within = (Scope)Number(),
            Surfaces = (Surface)Number(),
            Community = OptionalText(),
            AtLeast = Number(),
            Distinct = (CountDistinct)Number(),
            Proven = Truth(),
            Children = List(static (ref reader) => reader.Condition()),
            Behavior = Truth() ? Behaviors() : null,
            Fact = OptionalFact(),
        };
        _depth--;
        return condition;
    }

    private BehaviorPredicate Behaviors()
    {
        var ids = Texts();
        var risks = Count() is var risk and > 0 ? new Risk[risk] : [];
        for (var index = 0; index < risks.Length; index++)
        {
            risks[index] = (Risk)Number();
        }

        var chains = Count() is var chain and > 0 ? new ChainKind[chain] : [];
        for (var index = 0; index < chains.Length; index++)
        {
            chains[index] = (ChainKind)Number();
        }

        return new BehaviorPredicate { Ids = ids, Risks = risks, Chains = chains, Categories = Texts() };
    }

    private FactPredicate? OptionalFact()
    {
        var index = Number();
        return index == 0 ? null : (uint)(index - 1) < (uint)_facts.Length ? _facts[index - 1] : throw Broken();
    }

    private FactPredicate Fact()
    {
        var (kind, value, arguments) = ((FactKind)Number(), Match(), List(static (ref reader) => reader.Argument()));
        var derivations = Count() is var count and > 0 ? new Derivation[count] : [];
        for (var index = 0; index < derivations.Length; index++)
        {
            derivations[index] = (Derivation)Number();
        }

        return new FactPredicate(kind, value) { Arguments = arguments, Derivations = derivations };
    }

    private ArgumentPredicate Argument() => new(OptionalText(), Number(), Truth() ? Match() : null)
    {
        Sequence = List(static (ref reader) => reader.Match()),
        Negated = Truth(),
    };

    private TextMatch Match() => new((MatchMode)Number(), Texts(), Truth()) { Literal = OptionalText() };

    private Dictionary<string, string> Names()
    {
        var count = Count();
        var names = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            names[Text()] = Text();
        }

        return names;
    }

    private T[] List<T>(Item<T> item)
        where T : class
    {
        var items = Count() is var count and > 0 ? new T[count] : [];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = item(ref this);
        }

        return items;
    }

    private string[] Texts()
    {
        var texts = Count() is var count and > 0 ? new string[count] : [];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = Text();
        }

        return texts;
    }

    private string Text() => OptionalText() ?? throw Broken();

    private string? OptionalText()
    {
        var index = Number();
        return index == 0 ? null : (uint)(index - 1) < (uint)_texts.Length ? _texts[index - 1] : throw Broken();
    }

    private bool Truth() => Number() switch
    {
        0 => false,
        1 => true,
        _ => throw Broken(),
    };

    // Every item has at least a byte: what is broken makes no room that its bytes do not fill.
    private int Count()
    {
        var count = Number();
        return (uint)count <= (uint)(_bytes.Length - _position) ? count : throw Broken();
    }

    private int Number()
    {
        uint number = 0;
        for (var shift = 0; shift < 35 && _position < _bytes.Length; shift += 7)
        {
            var part = _bytes[_position++];
            number |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (int)number;
            }
        }

        throw Broken();
    }

    private string[] AllTexts()
    {
        var texts = new string[Count()];
        var lengths = new int[texts.Length];
        for (var index = 0; index < lengths.Length; index++)
        {
            lengths[index] = Count();
        }

        for (var index = 0; index < texts.Length; index++)
        {
            if (lengths[index] > _bytes.Length - _position)
            {
                throw Broken();
            }

            texts[index] = Encoding.UTF8.GetString(_bytes.Slice(_position, lengths[index]));
            _position += lengths[index];
        }

        return texts;
    }

    private static InvalidDataException Broken() => new("The rule pack is broken.");
}
