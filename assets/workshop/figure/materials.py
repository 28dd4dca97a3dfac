"""What everything is made of, as Blender's shaders: skin, cloth, hair, eyes and plain colours (linear RGB)."""

from collections.abc import Mapping, Sequence
from typing import Any

import bpy
import mpfb

WARM = (0.90, 0.19, 0.08)
"""The colour of a worked muscle."""
Colour = Sequence[float]


class Shader:
    """A material with its nodes at hand."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.nodes, self.links = self.material.node_tree.nodes, self.material.node_tree.links
        self.main = self.nodes["Principled BSDF"]

    def node(self, kind: str) -> Any:
        """A new node, by the last part of its type's name."""
        return self.nodes.new("ShaderNode" + kind)

    def set(self, **values: Any) -> None:
        """Values or sockets for the shader's inputs; _ stands for a space."""
        for name, value in values.items():
            self.plug(value, self.main.inputs[name.replace("_", " ")])

    def plug(self, value: Any, socket: Any) -> None:
        """A socket's source: another socket, a colour or a number."""
        if hasattr(value, "links"):
            self.links.new(value, socket)
        elif isinstance(value, (tuple, list)) and len(socket.default_value) == 4:
            socket.default_value = (*value[:3], 1)
        else:
            socket.default_value = value

    def attribute(self, name: str) -> Any:
        """A value of the mesh."""
        made = self.node("Attribute")
        made.attribute_name = name
        return made.outputs

    def mix(self, factor: Any, a: Any, b: Any) -> Any:
        """A mixed colour."""
        made = self.node("Mix")
        made.data_type = "RGBA"
        for value, socket in ((factor, 0), (a, 6), (b, 7)):
            self.plug(value, made.inputs[socket])
        return made.outputs[2]

    def sum(self, operation: str, *values: Any, clamp: bool = False) -> Any:
        """A number from numbers."""
        made = self.node("Math")
        made.operation, made.use_clamp = operation, clamp
        for value, socket in zip(values, made.inputs, strict=False):
            self.plug(value, socket)
        return made.outputs[0]

    def noise(self, where: Any, scale: float, detail: float) -> Any:
        """Noise at a place, 0 to 1."""
        made = self.node("TexNoise")
        made.inputs["Scale"].default_value, made.inputs["Detail"].default_value = scale, detail
        self.plug(where, made.inputs["Vector"])
        return made.outputs["Fac"]

    def bump(self, height: Any, strength: float, distance: float) -> None:
        """Small heights as if they were there."""
        made = self.node("Bump")
        made.inputs["Strength"].default_value, made.inputs["Distance"].default_value = strength, distance
        self.plug(height, made.inputs["Height"])
        self.set(Normal=made.outputs["Normal"])

    def warm(self, base: Any) -> None:
        """The shader's colour, with the worked muscle's glow over it."""
        w = self.attribute("warmth")["Fac"]
        self.set(Base_Color=self.mix(self.sum("MULTIPLY", w, 0.94), base, WARM))
        self.set(Emission_Color=WARM, Emission_Strength=self.sum("MULTIPLY", w, 0.16))


def skin(colours: Mapping[str, Colour], look: Mapping[str, Any]) -> Any:
    """Skin with lips, nails, a little blush and light below its surface."""
    s = Shader("skin")
    deep = colours["flush"]
    blush = s.sum("MULTIPLY", s.attribute("blush")["Fac"], look.get("blush", 0.3))
    colour = s.mix(blush, colours["skin"], deep)
    for image, tint, strength in zip(mpfb.MASKS, ("lips", "nails", "nails"), (0.85, 0.6, 0.6), strict=True):
        t = s.node("TexImage")
        t.image = bpy.data.images.load(str(mpfb.file(f"textures/{image}")), check_existing=True)
        t.image.colorspace_settings.name = "Non-Color"
        t.extension = "EXTEND"
        colour = s.mix(s.sum("MULTIPLY", t.outputs["Color"], strength, clamp=True), colour, colours[tint])
    mottled = s.sum("SUBTRACT", s.noise(s.attribute("rest")["Vector"], 14, 3), 0.45, clamp=True)
    s.warm(s.mix(s.sum("MULTIPLY", mottled, 0.5), colour, deep))
    s.set(
        Roughness=0.52,
        Specular_IOR_Level=0.35,
        Subsurface_Weight=look.get("depth", 0.2),
        Subsurface_Scale=0.010,
    )
    s.main.inputs["Subsurface Radius"].default_value = (1.0, 0.36, 0.20)
    return s.material


def cloth(name: str, colour: Colour) -> Any:
    """Knitted cloth with a seam along its hems."""
    s = Shader(name)
    rest = s.attribute("rest")["Vector"]
    away = s.sum("ABSOLUTE", s.sum("SUBTRACT", s.attribute("hem")["Fac"], 0.015))
    seam = s.sum("SUBTRACT", 1.0, s.sum("DIVIDE", away, 0.0022), clamp=True)
    tone = s.mix(s.sum("MULTIPLY", seam, 0.30), colour, tuple(0.62 * c for c in colour))
    worn = s.sum("SUBTRACT", s.noise(rest, 7, 2), 0.4, clamp=True)
    s.warm(s.mix(s.sum("MULTIPLY", worn, 0.35), tone, tuple(0.78 * c for c in colour)))
    s.set(Roughness=0.88, Specular_IOR_Level=0.2, Sheen_Weight=0.12, Sheen_Roughness=0.5)
    knit = s.sum("MULTIPLY", s.noise(rest, 260, 1), 0.10)
    s.bump(s.sum("SUBTRACT", knit, s.sum("MULTIPLY", seam, 0.5)), 0.6, 0.002)
    return s.material


def hair(colour: Colour, *, cropped: bool, edge: bool) -> Any:
    """Hair along v of its uv; at an edge single hairs thin out over the last part of the way."""
    s = Shader("hair")
    uv = s.node("UVMap").outputs["UV"]

    def along(scale: tuple[float, float, float]) -> Any:
        made = s.node("Mapping")
        made.inputs["Scale"].default_value = scale
        s.plug(uv, made.inputs["Vector"])
        return made.outputs["Vector"]

    strands = s.noise(along((70, 26, 1) if cropped else (90, 1.6, 1)), 1.0, 5 if cropped else 3)
    if edge:
        way = s.node("SeparateXYZ")
        s.plug(uv, way.inputs["Vector"])
        fine = s.noise(along((420, 60 if cropped else 9, 1)), 1.0, 1)
        reach = s.sum("DIVIDE", s.sum("SUBTRACT", 0.985, way.outputs["Y"]), 0.16, clamp=True)
        there = s.sum("ADD", s.sum("SUBTRACT", reach, fine), 0.16)
        s.set(Alpha=s.sum("DIVIDE", there, 0.22, clamp=True))
    s.set(
        Base_Color=s.mix(
            strands,
            tuple((0.35 if cropped else 0.55) * c for c in colour),
            tuple(min(1, 1.6 * c) for c in colour),
        )
    )
    s.bump(strands, 0.9 if cropped else 0.55, 0.003)
    s.set(Roughness=0.5, Specular_IOR_Level=0.35)
    return s.material


def eye() -> Any:
    """An eyeball; its colours are painted on the mesh."""
    s = Shader("eye")
    paint = s.node("VertexColor")
    paint.layer_name = "paint"
    s.set(Base_Color=paint.outputs["Color"], Roughness=0.12, Coat_Weight=0.8, Coat_Roughness=0.04)
    return s.material


def plain(name: str, colour: Colour, rough: float = 0.8) -> Any:
    """A matt colour."""
    s = Shader(name)
    s.set(Base_Color=tuple(colour), Roughness=rough)
    return s.material
